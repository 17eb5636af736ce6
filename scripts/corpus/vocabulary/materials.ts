import { readCluster } from './cluster.js';

export const textiles = readCluster('high-end-textiles', '高端纺织|high-end textiles', {
  trades: '纺织|Textile; 化纤|Chemical Fiber; 丝绸|Silk; 新纤维|New Fiber',
  topics: `碳纤维织物|carbon fiber fabric|rise|D03D15/275,D06M11/74; 阻燃面料|flame-retardant fabric|flat|D06M11/72,D03D15/513; 涤纶长丝|polyester filament|fall|D01F6/62,D01D5/08;
    经编机|warp knitting machine|peak|D04B23/00,D04B27/00; 无水染色方法|waterless dyeing method|rise|D06P1/00,D06B19/00; 抗菌纤维|antibacterial fiber|rise|D01F1/10,D06M16/00`,
  components: `喷丝板|spinneret; 经纱|warp yarn; 纬纱|weft yarn; 染色釜|dyeing vessel; 导纱器|yarn guide; 涂层|coating; 牵伸辊|drafting roller; 母粒|masterbatch;
    卷绕头|winding head; 梳栉|guide bar; 织针|needle; 上浆槽|sizing tank; 整理剂|finishing agent; 纤维束|fiber bundle; 热定型箱|heat setting box`,
  effects: `提高了断裂强度|improves the breaking strength; 减少了废水排放|reduces the waste water discharge; 改善了手感|improves the hand feel;
    提升了上染率|raises the dye uptake; 增强了透气性|enhances the breathability; 减少了断头|reduces yarn breakage`,
  steps: `对纤维束进行预氧化|the fiber bundle is pre-oxidized; 将母粒与切片熔融|the masterbatch and chips are melted; 在超临界流体中染色|dyeing is carried out in a supercritical fluid;
    对织物进行热定型|the fabric is heat set; 纱线绕过导纱器|the yarn passes around the yarn guide`,
  nice: [24, 23, 25],
  locarno: '05-05',
});

export const frontierMaterials = readCluster('frontier-materials', '前沿新材料|frontier materials', {
  trades: '新材料|New Materials; 纳米科技|Nano Technology; 复合材料|Composites; 石墨烯科技|Graphene Technology',
  topics: `石墨烯薄膜|graphene film|rise|C01B32/182,C23C16/26; 高温合金|superalloy|flat|C22C19/05,C22F1/10; 气凝胶毡|aerogel blanket|rise|C01B33/158,D04H1/4209;
    稀土永磁体|rare earth permanent magnet|peak|H01F1/057,H01F41/02; 纳米碳管浆料|carbon nanotube slurry|flat|C01B32/158,C09D7/61; 超高分子量聚乙烯|ultra-high molecular weight polyethylene|flat|C08L23/06,C08J5/18`,
  components: `前驱体|precursor; 催化剂|catalyst; 反应腔|reaction chamber; 分散剂|dispersant; 铜箔|copper foil; 晶粒|grain; 基体树脂|matrix resin; 硅源|silicon source;
    坩埚|crucible; 填料|filler; 过渡层|transition layer; 偶联剂|coupling agent; 熔体|melt; 载气|carrier gas; 模具|mold`,
  effects: `提高了导热系数|improves the thermal conductivity; 增强了高温强度|enhances the high-temperature strength; 降低了密度|lowers the density;
    提升了矫顽力|raises the coercivity; 改善了分散性|improves the dispersibility; 简化了工艺|simplifies the process`,
  steps: `在氢气气氛下生长|growth is carried out in a hydrogen atmosphere; 对凝胶进行超临界干燥|the gel is dried supercritically; 将合金液浇注成锭|the alloy melt is cast into an ingot;
    进行固溶处理|solution treatment is performed; 对浆料进行球磨|the slurry is ball-milled`,
  nice: [1, 17, 6],
  locarno: '99-00',
});

export const biomedicine = readCluster('biomedicine', '生物医药和新型医疗器械|biopharma and new medical devices', {
  trades: '生物医药|Biopharma; 医疗器械|Medical Devices; 制药|Pharmaceutical; 生物技术|Biotechnology',
  topics: `双特异性抗体|bispecific antibody|rise|C07K16/46,A61P35/00; 血管支架|vascular stent|flat|A61F2/90,A61L31/16; 缓释微球|sustained-release microsphere|peak|A61K9/50,A61K47/34;
    内窥镜|endoscope|rise|A61B1/00,A61B1/04; 中药提取物|herbal extract|fall|A61K36/00,A61P1/00; 基因检测试剂盒|gene detection kit|rise|C12Q1/6888,C12N15/11`,
  components: `可变区|variable region; 药物涂层|drug coating; 聚合物载体|polymer carrier; 成像模块|imaging module; 引物对|primer pair; 缓冲液|buffer; 导管|catheter; 气囊|balloon;
    重链|heavy chain; 插入部|insertion part; 辅料|excipient; 探针|probe; 支撑环|support ring; 活性成分|active ingredient; 滤膜|filter membrane`,
  effects: `提高了结合亲和力|improves the binding affinity; 降低了再狭窄率|lowers the restenosis rate; 延长了释药时间|prolongs the drug release;
    提升了检测灵敏度|raises the detection sensitivity; 减轻了副作用|reduces side effects; 改善了生物相容性|improves the biocompatibility`,
  steps: `在宿主细胞中表达|expression is carried out in a host cell; 对产物进行层析纯化|the product is purified by chromatography; 将乳液固化成球|the emulsion is solidified into spheres;
    对样本进行扩增|the sample is amplified; 用乙醇回流提取|extraction is carried out with ethanol under reflux`,
  nice: [5, 10, 44],
  locarno: '24-02',
});

export const environment = readCluster('energy-saving-environment', '节能环保|energy saving and environment', {
  trades: '环保科技|Environmental Technology; 节能设备|Energy-saving Equipment; 水务|Water',
  topics: `污水处理装置|sewage treatment device|flat|C02F9/00,C02F3/30; 烟气脱硫塔|flue gas desulfurization tower|fall|B01D53/50,B01D53/78; 热泵系统|heat pump system|rise|F25B30/06,F25B41/20;
    垃圾焚烧炉|waste incinerator|peak|F23G5/00,F23G5/44; 二氧化碳捕集方法|carbon dioxide capture method|rise|B01D53/62,B01D53/14; 膜生物反应器|membrane bioreactor|flat|C02F3/12,B01D61/14`,
  components: `曝气管|aeration pipe; 吸收塔|absorption tower; 膜组件|membrane module; 换热器|heat exchanger; 沉淀池|sedimentation tank; 喷淋层|spray layer; 压缩机|compressor; 炉排|grate;
    污泥泵|sludge pump; 除雾器|demister; 再生塔|regeneration tower; 蒸发器|evaporator; 格栅|screen bar; 加药装置|dosing device; 余热锅炉|waste heat boiler`,
  effects: `提高了去除率|improves the removal rate; 降低了能耗|lowers the energy consumption; 减少了二次污染|reduces secondary pollution;
    实现了余热回收|achieves waste heat recovery; 减缓了膜污染|slows down membrane fouling; 减小了占地面积|reduces the floor area`,
  steps: `污水依次进入各反应池|the sewage enters the reaction tanks in turn; 吸收液与烟气逆流接触|the absorption liquid contacts the flue gas in counterflow; 对富液进行再生|the rich liquid is regenerated;
    污泥回流至前端|the sludge is returned to the front end; 冷媒在蒸发器中吸热|the refrigerant absorbs heat in the evaporator`,
  nice: [11, 40, 7],
  locarno: '23-01',
});
