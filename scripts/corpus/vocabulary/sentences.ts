/**
 * Sentence patterns, Chinese and English side by side. Slots: `{T}` thing, `{F}` field, `{C}` a component (each use takes
 * the next one of the invention), `{C0}` the first component, `{E}` effect, `{S}` step, `{N}` a number, `{R}` a reference sign.
 * `{a C}` puts the English article before the word.
 */
const read = (text: string): [string, string][] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [zh = '', en = ''] = line.split('||');
      return [zh.trim(), en.trim()];
    });

export const titlePatterns = read(`
一种{T} || {T}
一种{A}{T} || {A} {T}
一种具有{C0}的{T} || {T} having {a C0}
一种{T}及其制备方法 || {T} and preparation method therefor
一种{A}{T}及其控制方法 || {A} {T} and control method thereof
{T}的{C0}结构 || {C0} structure of {T}
一种带{C0}的{A}{T} || {A} {T} with {a C0}`);

export const adjectives = read(`
高效||High-efficiency
智能||Intelligent
一体化||Integrated
轻量化||Lightweight
低功耗||Low-power
模块化||Modular
耐高温||Heat-resistant
高精度||High-precision
可调||Adjustable
自清洁||Self-cleaning
防腐||Anti-corrosion
低成本||Low-cost`);

export const abstractPatterns = read(`
本发明公开了一种{T}，属于{F}领域，包括{C0}、{C}和{C}。 || The invention discloses {a T} in the field of {F}, comprising {a C0}, {a C} and {a C}.
所述{C0}与所述{C}连接，{S}。 || The {C0} is connected to the {C}, and {S}.
该{T}{E}，并且{E}。 || The {T} {E} and {E}.
所述{C}设置于所述{C}的一侧，间距为{N}毫米。 || The {C} is arranged on one side of the {C} at a distance of {N} mm.`);

export const fieldPatterns = read(`
本发明涉及{F}技术领域，具体涉及一种{T}。 || The present invention relates to the technical field of {F}, and in particular to {a T}.`);

export const backgroundPatterns = read(`
随着{F}的发展，{T}得到了广泛应用。 || With the development of {F}, the {T} has been widely used.
现有的{T}通常由{C}和{C}组成，二者之间的配合不够可靠。 || An existing {T} usually consists of {a C} and {a C}, and the fit between the two is not reliable enough.
在长期使用过程中，{C}容易失效，维护成本较高。 || During long-term use the {C} fails easily and the maintenance cost is high.
因此，如何改进{C}是本领域技术人员亟待解决的问题。 || Therefore, how to improve the {C} is a problem to be solved urgently by those skilled in the art.
已有方案仅对{C}进行了优化，没有考虑{C}的影响。 || Known solutions optimise the {C} only and do not consider the influence of the {C}.`);

export const summaryPatterns = read(`
本发明的目的在于提供一种{T}，以解决上述问题。 || An object of the present invention is to provide {a T} that solves the above problems.
为实现上述目的，所述{T}包括{C0}、{C}和{C}。 || To achieve the above object, the {T} comprises {a C0}, {a C} and {a C}.
优选地，所述{C}的厚度为{N}至{M}微米。 || Preferably, the thickness of the {C} is {N} to {M} micrometres.
进一步地，{S}，从而{E}。 || Further, {S}, which {E}.
与现有技术相比，本发明{E}。 || Compared with the prior art, the present invention {E}.`);

export const drawingPatterns = read(`
为本发明实施例的{T}的结构示意图； || is a schematic structural view of the {T} according to an embodiment of the present invention;
为所述{C}的剖视图； || is a sectional view of the {C};
为所述{C}与所述{C}的连接示意图。 || is a schematic view of the connection between the {C} and the {C}.`);

export const embodimentPatterns = read(`
如图{R}所示，所述{T}包括{C}和{C}，所述{C}固定于所述{C}。 || As shown in FIG. {R}, the {T} comprises {a C} and {a C}, and the {C} is fixed to the {C}.
所述{C}通过螺栓与所述{C}可拆卸连接。 || The {C} is detachably connected to the {C} by bolts.
工作时，{S}，随后{S}。 || In operation, {S}, and then {S}.
在本实施例中，所述{C}的宽度为{N}毫米，所述{C}的高度为{M}毫米。 || In this embodiment, the width of the {C} is {N} mm and the height of the {C} is {M} mm.
这种布置{E}，同时{E}。 || This arrangement {E} and at the same time {E}.
需要说明的是，所述{C}的数量可以为{N}个，也可以根据需要调整。 || It should be noted that the number of the {C} may be {N}, or may be adjusted as required.
在另一实施例中，所述{C}由{C}代替，其余结构不变。 || In another embodiment, the {C} is replaced by the {C} and the remaining structure is unchanged.
当温度超过{N}摄氏度时，所述{C}停止工作，以保护所述{C}。 || When the temperature exceeds {N} degrees Celsius, the {C} stops working so as to protect the {C}.
试验表明，采用上述{C}后，性能提升了{N}%。 || Tests show that the performance is raised by {N}% after the above {C} is used.
对比例中没有设置所述{C}，其余条件与实施例{R}相同。 || In the comparative example no {C} is provided, the remaining conditions being the same as in embodiment {R}.
所述{C}位于所述{C}与所述{C}之间，并沿长度方向延伸。 || The {C} is located between the {C} and the {C} and extends in the length direction.
具体地，{S}，保持{N}分钟。 || Specifically, {S} for {N} minutes.
所述{C}包括第一段和第二段，第一段与所述{C}抵接。 || The {C} comprises a first section and a second section, the first section abutting against the {C}.
所述{C}可以采用型号为{G}的产品。 || The {C} may be a product of model {G}.
样品{G}的{C}在{N}小时后未见异常。 || The {C} of sample {G} showed no abnormality after {N} hours.
采用{G}材料时，所述{C}{E}。 || When material {G} is used, the {C} {E}.
上述实施例仅用于说明本发明，而不限制所述{T}的范围。 || The above embodiments only illustrate the present invention and do not limit the scope of the {T}.`);

export const claimFeatures = read(`
所述{C}与所述{C}固定连接 || the {C} is fixedly connected to the {C}
所述{C}的厚度为{N}至{M}微米 || the thickness of the {C} is {N} to {M} micrometres
所述{C}设置于所述{C}的外侧 || the {C} is arranged outside the {C}
还包括{C}，所述{C}位于所述{C0}的端部 || it further comprises {a C}, and the {C} is located at an end of the {C0}
所述{C}上开设有{N}个通孔 || the {C} is provided with {N} through holes
所述{C}与所述{C}之间的夹角为{N}度 || the included angle between the {C} and the {C} is {N} degrees
所述{C}可拆卸地安装于所述{C} || the {C} is detachably mounted on the {C}
所述{C}由多段拼接而成 || the {C} is spliced from several sections`);
