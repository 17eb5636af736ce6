import { readCluster } from './cluster.js';

export const internetOfThings = readCluster('internet-of-things', '物联网|internet of things', {
  trades: '物联科技|IoT Technology; 传感技术|Sensing; 智联|Connected Systems',
  topics: `无线传感器节点|wireless sensor node|peak|H04W4/38,G01D21/02; 射频识别标签|radio-frequency identification tag|fall|G06K19/077,H01Q1/22; 窄带物联网终端|narrowband terminal|rise|H04W88/02,H04W52/02;
    智能门锁|smart door lock|rise|E05B47/00,G07C9/00; 环境监测仪|environment monitor|flat|G01N33/00,G08B21/12; 车联网网关|vehicle gateway|rise|H04L12/66,H04W4/40`,
  components: `微控制器|microcontroller; 天线|antenna; 射频模块|radio-frequency module; 温度探头|temperature probe; 电源管理电路|power management circuit; 存储器|memory;
    云服务器|cloud server; 锁体|lock body; 采集电路|acquisition circuit; 网关|gateway; 显示屏|screen; 唤醒电路|wake-up circuit; 安全芯片|security chip; 外壳|casing; 定位模块|positioning module`,
  effects: `降低了功耗|lowers the power consumption; 提高了通信可靠性|improves the communication reliability; 扩大了覆盖范围|extends the coverage;
    实现了远程管理|achieves remote management; 缩短了响应时间|shortens the response time; 增强了数据安全|enhances the data security`,
  steps: `节点周期性上报数据|the node reports data periodically; 对密钥进行协商|the keys are negotiated; 终端进入休眠状态|the terminal enters a sleep state;
    服务器下发配置|the server issues a configuration; 对采样值进行滤波|the sampled values are filtered`,
  nice: [9, 38, 42],
  locarno: '14-03',
});

export const integratedCircuits = readCluster('integrated-circuits', '集成电路|integrated circuits', {
  trades: '微电子|Microelectronics; 半导体|Semiconductor; 芯片技术|Chip Technology; 集成电路|Integrated Circuits',
  topics: `晶圆键合方法|wafer bonding method|rise|H01L21/18,H01L21/50; 碳化硅功率器件|silicon carbide power device|rise|H01L29/16,H01L29/78; 动态随机存储器|dynamic random access memory|flat|G11C11/4063,H10B12/00;
    引线框架|lead frame|fall|H01L23/495,H01L21/48; 扇出型封装结构|fan-out package structure|rise|H01L23/31,H01L21/56; 模数转换电路|analog-to-digital conversion circuit|flat|H03M1/12,H03M1/38`,
  components: `衬底|substrate; 栅极|gate electrode; 源极区|source region; 钝化层|passivation layer; 焊球|solder ball; 重布线层|redistribution layer; 比较器|comparator; 塑封体|molding body;
    通孔|through hole; 外延层|epitaxial layer; 字线|word line; 存储单元|memory cell; 阻挡层|barrier layer; 基岛|die pad; 采样开关|sampling switch`,
  effects: `减小了漏电流|reduces the leakage current; 提高了击穿电压|raises the breakdown voltage; 缩小了封装尺寸|shrinks the package size;
    降低了导通电阻|lowers the on-resistance; 提升了良率|improves the yield; 改善了散热|improves the heat dissipation`,
  steps: `对表面进行等离子体活化|the surface is activated by plasma; 沉积介质层|a dielectric layer is deposited; 通过光刻形成图形|a pattern is formed by photolithography;
    进行退火处理|annealing is performed; 对码值进行校准|the code is calibrated`,
  nice: [9, 40, 42],
  locarno: '13-03',
});

export const coreInformation = readCluster('core-information-technology', '核心信息技术|core information technology', {
  trades: '信息技术|Information Technology; 软件|Software; 数据科技|Data Technology; 网络技术|Network Technology',
  topics: `图像识别方法|image recognition method|rise|G06V10/82,G06T7/00; 分布式存储系统|distributed storage system|rise|G06F3/06,H04L67/1097; 光纤收发模块|optical fiber transceiver module|peak|H04B10/40,G02B6/42;
    语音识别装置|speech recognition device|rise|G10L15/22,G10L15/02; 虚拟专用网络|virtual private network|fall|H04L12/46,H04L9/40; 区块链存证方法|blockchain evidence method|rise|G06F21/64,H04L9/32`,
  components: `处理器|processor; 神经网络模型|neural network model; 缓存|cache; 特征向量|feature vector; 数据库|database; 调度模块|scheduling module; 麦克风阵列|microphone array; 光纤接口|fiber interface;
    加密模块|encryption module; 交换机|switch; 索引表|index table; 共识节点|consensus node; 摄像头|camera; 训练样本|training sample; 激光器|laser`,
  effects: `提高了识别准确率|improves the recognition accuracy; 减少了存储开销|reduces the storage overhead; 降低了时延|lowers the latency;
    增强了可追溯性|enhances the traceability; 提升了吞吐量|raises the throughput; 避免了单点故障|avoids a single point of failure`,
  steps: `对图像进行归一化|the image is normalized; 提取目标特征|target features are extracted; 将数据块写入多个节点|data blocks are written to several nodes;
    计算哈希值|a hash value is computed; 更新网络参数|the network parameters are updated`,
  nice: [9, 42, 38],
  locarno: '14-02',
});

export const newDisplays = readCluster('new-displays', '新型显示|new displays', {
  trades: '显示技术|Display Technology; 光学|Optics; 光电科技|Photoelectric',
  topics: `等离子显示面板|plasma display panel|planted-fall|H01J11/12,H01J11/22; 有机发光显示装置|organic light-emitting display device|rise|H10K59/12,G09G3/3208; 微发光二极管阵列|micro light-emitting diode array|rise|H01L27/15,H01L33/62;
    液晶背光模组|liquid crystal backlight module|fall|G02F1/13357,F21V8/00; 偏光片|polarizer|flat|G02B5/30,G02F1/1335; 柔性盖板|flexible cover plate|rise|G09F9/30,H05K5/03`,
  components: `阵列基板|array substrate; 导光板|light guide plate; 像素电极|pixel electrode; 封装层|encapsulation layer; 驱动电路|driving circuit; 荧光粉层|phosphor layer; 介质障壁|barrier rib;
    薄膜晶体管|thin film transistor; 量子点膜|quantum dot film; 反射片|reflective sheet; 偏光层|polarizing layer; 触控电极|touch electrode; 黑矩阵|black matrix; 胶框|rubber frame; 寻址电极|address electrode`,
  effects: `提高了发光效率|improves the luminous efficiency; 增大了视角|widens the viewing angle; 减少了亮度不均|reduces the luminance unevenness;
    提升了对比度|raises the contrast; 延长了使用寿命|prolongs the service life; 实现了窄边框|achieves a narrow bezel`,
  steps: `扫描信号逐行输入|scan signals are input row by row; 在基板上蒸镀发光层|a light-emitting layer is evaporated on the substrate; 将芯片转移至背板|the chips are transferred to the backplane;
    对像素进行补偿|the pixels are compensated; 光线经导光板射出|light exits through the light guide plate`,
  nice: [9, 11, 40],
  locarno: '14-02',
});
