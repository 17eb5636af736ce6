import { readCluster } from './cluster.js';

export const newPower = readCluster('new-power-equipment', '新型电力装备|new power equipment', {
  trades: '电气|Electric; 电力科技|Power Technology; 新能源|New Energy; 光电|Optoelectronics',
  topics: `光伏组件|photovoltaic module|rise|H02S30/10,H01L31/048; 风电变流器|wind power converter|flat|H02J3/38,H02M5/458;
    储能变流装置|energy storage inverter|rise|H02J3/32,H02M7/48; 高压断路器|high-voltage circuit breaker|fall|H01H33/66,H01H33/53;
    电缆接头|cable joint|flat|H02G15/18,H01R4/70; 智能电表|smart electricity meter|peak|G01R22/06,H04Q9/00`,
  components: `汇流排|busbar; 绝缘壳体|insulating housing; 散热片|heat sink; 控制单元|control unit; 逆变桥|inverter bridge; 滤波电感|filter inductor;
    电流传感器|current sensor; 接线盒|junction box; 灭弧室|arc chamber; 密封圈|sealing ring; 直流母线|direct-current bus; 采样电阻|sampling resistor;
    硅片|silicon wafer; 封装胶膜|encapsulant film; 支撑框架|support frame`,
  effects: `提高了转换效率|improves the conversion efficiency; 降低了线路损耗|reduces the line loss; 延长了使用寿命|prolongs the service life;
    提升了绝缘强度|raises the insulation strength; 减少了谐波|reduces harmonics; 便于现场安装|is easy to install on site`,
  steps: `由控制单元调节输出电压|the control unit regulates the output voltage; 对母线电流进行采样|the bus current is sampled;
    在故障时切断回路|the circuit is cut off in case of a fault; 对胶膜进行层压|the film is laminated; 将热量传导至外壳|heat is conducted to the housing`,
  nice: [9, 7, 37],
  locarno: '13-02',
});

export const engineeringMachinery = readCluster('engineering-machinery', '工程机械|engineering machinery', {
  trades: '重工|Heavy Industry; 机械|Machinery; 液压|Hydraulics; 工程装备|Engineering Equipment',
  topics: `挖掘机铲斗|excavator bucket|flat|E02F3/40,E02F9/28; 起重机臂架|crane boom|peak|B66C23/70,B66C23/68; 混凝土泵车|concrete pump truck|fall|E04G21/04,B60P1/00;
    电动装载机|electric loader|rise|E02F3/34,E02F9/20; 盾构刀盘|shield cutterhead|rise|E21D9/10,E21D9/087; 高空作业平台|aerial work platform|rise|B66F11/04,B66F17/00`,
  components: `液压油缸|hydraulic cylinder; 铰接座|hinge seat; 回转支承|slewing bearing; 斗齿|bucket tooth; 多路阀|multi-way valve; 加强板|reinforcing plate;
    底架|undercarriage; 行走马达|travel motor; 配重|counterweight; 耐磨衬板|wear-resistant liner; 销轴|pin shaft; 限位开关|limit switch;
    臂筒|boom tube; 油管|oil pipe; 操纵手柄|operating handle`,
  effects: `提高了作业效率|improves the working efficiency; 减轻了整机重量|reduces the overall weight; 增强了抗冲击性能|enhances the impact resistance;
    降低了油耗|lowers the fuel consumption; 保证了作业安全|ensures operational safety; 方便了更换|makes replacement convenient`,
  steps: `液压油进入有杆腔|hydraulic oil enters the rod chamber; 臂架逐节伸出|the boom extends section by section; 根据载荷限制起升速度|the hoisting speed is limited according to the load;
    斗齿插入料堆|the bucket tooth penetrates the pile; 对焊缝进行打磨|the weld is ground`,
  nice: [7, 12, 37],
  locarno: '15-04',
});

export const marine = readCluster('marine-engineering', '海工装备和高技术船舶|marine engineering and high-tech ships', {
  trades: '船舶重工|Shipbuilding; 海洋工程|Ocean Engineering; 船用设备|Marine Equipment',
  topics: `液化天然气运输船|liquefied natural gas carrier|rise|B63B25/16,F17C3/02; 船用螺旋桨|marine propeller|flat|B63H1/26,B63H1/14; 海上风电安装船|offshore wind installation vessel|rise|B63B35/00,E02B17/02;
    压载水处理装置|ballast water treatment device|peak|C02F1/32,B63J4/00; 系泊系统|mooring system|flat|B63B21/50,B63B21/00; 水下机器人|underwater robot|rise|B63C11/52,B63G8/00`,
  components: `围护系统|containment system; 桨叶|propeller blade; 桩腿|leg; 锚链|anchor chain; 导缆器|fairlead; 推进器|thruster; 舱壁|bulkhead; 紫外灯|ultraviolet lamp;
    绝热层|heat insulation layer; 耐压壳|pressure hull; 甲板|deck; 浮筒|buoy; 升降装置|jacking device; 海水管路|seawater pipeline; 声呐|sonar`,
  effects: `减小了航行阻力|reduces the sailing resistance; 提高了抗风浪能力|improves the wind and wave resistance; 降低了蒸发率|lowers the boil-off rate;
    缩短了安装时间|shortens the installation time; 防止了海生物附着|prevents marine growth; 增强了定位精度|increases the positioning accuracy`,
  steps: `桩腿下放至海床|the leg is lowered to the seabed; 海水经过滤后进入处理腔|seawater enters the treatment chamber after filtration; 对分段进行合拢|the sections are joined together;
    推进器按指令调整推力|the thruster adjusts its thrust as commanded; 低温液体注入液舱|cryogenic liquid is charged into the tank`,
  nice: [12, 7, 39],
  locarno: '12-06',
});

export const highEndEquipment = readCluster('high-end-equipment', '高端装备|high-end equipment', {
  trades: '智能装备|Intelligent Equipment; 数控|Numerical Control; 机器人|Robotics; 精密机械|Precision Machinery',
  topics: `工业机器人关节|industrial robot joint|rise|B25J17/00,B25J9/10; 数控机床主轴|machine tool spindle|flat|B23Q1/70,B23B19/02; 增材制造设备|additive manufacturing apparatus|rise|B22F12/00,B33Y30/00;
    激光切割头|laser cutting head|rise|B23K26/38,B23K26/14; 注塑机|injection molding machine|fall|B29C45/17,B29C45/64; 谐波减速器|harmonic reducer|rise|F16H49/00,F16H57/00`,
  components: `主轴箱|spindle box; 伺服电机|servo motor; 柔轮|flexspline; 滚珠丝杠|ball screw; 导轨|guide rail; 聚焦透镜|focusing lens; 编码器|encoder; 夹具|fixture;
    工作台|worktable; 喷嘴|nozzle; 联轴器|coupling; 轴承座|bearing seat; 刀库|tool magazine; 铺粉装置|powder spreading device; 末端执行器|end effector`,
  effects: `提高了定位精度|improves the positioning accuracy; 减小了振动|reduces vibration; 提升了传动刚度|raises the transmission stiffness;
    缩短了换刀时间|shortens the tool change time; 延长了使用寿命|prolongs the service life; 实现了自动上下料|achieves automatic loading and unloading`,
  steps: `伺服电机驱动滚珠丝杠|the servo motor drives the ball screw; 对工件进行夹紧|the workpiece is clamped; 激光束经透镜聚焦|the laser beam is focused by the lens;
    逐层熔化粉末|the powder is melted layer by layer; 编码器反馈转角|the encoder feeds back the rotation angle`,
  nice: [7, 9, 40],
  locarno: '15-09',
});

export const automobiles = readCluster('automobiles', '汽车及零部件|automobiles and parts', {
  trades: '汽车零部件|Automotive Parts; 能源科技|Energy Technology; 动力科技|Power Systems; 车业|Automotive',
  topics: `固态电池|solid-state battery|planted-rise|H01M10/0562,H01M10/0525; 动力电池箱|traction battery box|rise|H01M50/249,B60L50/64; 轮毂电机|in-wheel motor|flat|B60K7/00,H02K7/14;
    化油器|carburetor|fall|F02M19/02,F02M7/12; 车载充电机|on-board charger|rise|B60L53/22,H02J7/02; 汽车座椅|vehicle seat|flat|B60N2/02,B60N2/90`,
  components: `电解质层|electrolyte layer; 正极片|positive electrode sheet; 负极集流体|negative current collector; 电芯|battery cell; 冷却板|cooling plate; 定子铁芯|stator core; 转子|rotor;
    电池管理模块|battery management module; 滑轨|slide rail; 悬架|suspension; 减速齿轮|reduction gear; 防爆阀|explosion-proof valve; 线束|wire harness; 壳盖|cover; 制动盘|brake disc`,
  effects: `提高了能量密度|improves the energy density; 增强了碰撞安全性|enhances the crash safety; 降低了界面阻抗|lowers the interface impedance;
    延长了续航里程|extends the driving range; 改善了散热|improves the heat dissipation; 减轻了重量|reduces the weight`,
  steps: `在惰性气氛下烧结|sintering is carried out under an inert atmosphere; 将浆料涂布于集流体|slurry is coated on the current collector; 冷却液流经流道|coolant flows through the channel;
    对电芯进行均衡|the cells are balanced; 转矩经齿轮传递|torque is transmitted through the gear`,
  nice: [12, 9, 37],
  locarno: '12-16',
});
