//! Colours and fonts.

// Every rule begins with the class of the picture, so that one which is pasted into a page leaves that page alone. Each
// text keeps a contrast of at least 4.5 to what is behind it, in both schemes.
pub(super) const STYLE: &str = "\
<style>
.endstate .page, .endstate .back { fill: #ffffff; }
.endstate text { font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; fill: #1f2328; }
.endstate .name { font-size: 15px; font-weight: 600; text-anchor: middle; }
.endstate .note { font-size: 11px; text-anchor: middle; fill: #57606a; }
.endstate .field { font-size: 11px; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre; }
.endstate .label { font-size: 11px; text-anchor: middle; }
.endstate .box { fill: #f6f8fa; stroke: #57606a; stroke-width: 1.5px; }
.endstate .rule, .endstate .inner { fill: none; stroke: #57606a; stroke-width: 1px; }
.endstate .rule { opacity: 0.4; }
.endstate .fixpoint .box { fill: #fff1e0; stroke: #b35900; }
.endstate .fixpoint .inner, .endstate .fixpoint .rule { stroke: #b35900; }
.endstate .fixpoint .note { fill: #8a4500; }
.endstate .trap .box { fill: #ffebe9; stroke: #b42332; }
.endstate .trap .rule { stroke: #b42332; }
.endstate .trap .note { fill: #a01c2b; }
.endstate .solid { fill: none; stroke: #1f2328; stroke-width: 1.5px; }
.endstate .dashed { fill: none; stroke: #7d8590; stroke-width: 1.2px; stroke-dasharray: 6 4; }
.endstate .frame { fill: none; stroke: #afb8c1; stroke-width: 1.2px; stroke-dasharray: 6 4; }
.endstate .dot, .endstate .solid-head { fill: #1f2328; }
.endstate .dashed-head { fill: #7d8590; }
.endstate .label.quiet, .endstate .any { fill: #57606a; }
.endstate .any { font-size: 11px; text-anchor: middle; }
@media (prefers-color-scheme: dark) {
.endstate .page, .endstate .back { fill: #0d1117; }
.endstate text { fill: #e6edf3; }
.endstate .note { fill: #9da7b3; }
.endstate .box { fill: #1c2128; stroke: #8b949e; }
.endstate .rule, .endstate .inner { stroke: #8b949e; }
.endstate .fixpoint .box { fill: #33210d; stroke: #f0a04b; }
.endstate .fixpoint .inner, .endstate .fixpoint .rule { stroke: #f0a04b; }
.endstate .fixpoint .note { fill: #f5b871; }
.endstate .trap .box { fill: #3a1519; stroke: #ff7b72; }
.endstate .trap .rule { stroke: #ff7b72; }
.endstate .trap .note { fill: #ffa198; }
.endstate .solid { stroke: #e6edf3; }
.endstate .dashed { stroke: #8b949e; }
.endstate .frame { stroke: #57606a; }
.endstate .dot, .endstate .solid-head { fill: #e6edf3; }
.endstate .dashed-head { fill: #8b949e; }
.endstate .label.quiet, .endstate .any { fill: #9da7b3; }
}
</style>
<defs>
<marker id=\"endstate-solid\" viewBox=\"0 0 10 10\" refX=\"9.5\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" \
markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"solid-head\" d=\"M0 1 L10 5 L0 9 Z\"/></marker>
<marker id=\"endstate-dashed\" viewBox=\"0 0 10 10\" refX=\"9.5\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" \
markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"dashed-head\" d=\"M0 1 L10 5 L0 9 Z\"/></marker>
</defs>
";
