/** Of a page that stands alone: light or dark as its reader has it, on paper always light. */
export const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2024; --quiet: #5d6570; --rule: #dfe3e8; --card: #f6f7f9; --model: #1f5fd0; --close: #b3540a; --good: #19713b; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e7eaee; --quiet: #a0a8b4; --rule: #31373f; --card: #1c2127; --model: #7aa9ff; --close: #f0a35e; --good: #6fd093; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; margin: 3rem 0 .5rem; padding-top: 1.2rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.02rem; margin: 1.8rem 0 .4rem; }
p { max-width: 50rem; margin: .5rem 0 .8rem; }
nav { margin: 1rem 0 0; font-size: .92rem; } nav a { margin-right: 1.1rem; white-space: nowrap; display: inline-block; }
a { color: var(--model); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--model); outline-offset: 2px; }
.quiet, caption { color: var(--quiet); } .lead { font-size: 1.08rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .8rem; margin: 1.4rem 0; padding: 0; list-style: none; }
.cards li { background: var(--card); border: 1px solid var(--rule); border-radius: .6rem; padding: .8rem 1rem; font-size: .88rem; }
.cards b { display: block; font-size: 1.5rem; font-weight: 650; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; margin: .6rem 0 1.2rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0 0 .5rem; font-size: .88rem; }
th, td { padding: .34rem .6rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); }
th { font-weight: 600; } thead th { color: var(--quiet); font-size: .82rem; vertical-align: bottom; white-space: normal; }
th.name { text-align: left; } tbody th.name { font-weight: 450; } tr.own th, tr.own td { font-weight: 650; }
.sure { color: var(--quiet); font-size: .8rem; }
table.narrow { width: auto; }
.good { color: var(--good); } .bad { color: var(--bad); }
svg { display: block; width: 100%; height: auto; overflow: visible; } svg.wide { max-width: 48rem; } svg.cell { width: 8rem; height: 1.1rem; margin-left: auto; }
svg text { font: 12.5px system-ui, sans-serif; fill: var(--ink); font-variant-numeric: tabular-nums; } svg .tick { font-size: 11px; fill: var(--quiet); }
.grid { stroke: var(--rule); stroke-width: 1; } .zero { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 4 3; }
line.model, polyline.model { stroke: var(--model); stroke-width: 2; fill: none; } line.thin { stroke-width: 1.2; } circle.model { fill: var(--model); stroke: var(--paper); stroke-width: 1; }
polyline.close { stroke: var(--close); stroke-width: 1.8; stroke-dasharray: 6 3; fill: none; } .bar { fill: var(--quiet); opacity: .35; }
.key span { display: inline-block; width: 1.6rem; margin: 0 .4rem .25rem 0; vertical-align: middle; border-top: 2.5px solid var(--model); } .key span + span, .key .of-close { border-top: 2.5px dashed var(--close); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1.6rem 2rem; } .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1.6rem; }
figure { margin: 0; } figcaption { font-size: .9rem; margin-bottom: .5rem; line-height: 1.35; }
details { margin: .6rem 0; } summary { cursor: pointer; } dt { font-weight: 600; margin-top: .6rem; } dd { margin: 0; max-width: 46rem; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #111; --quiet: #555; --rule: #ccc; --card: #f6f7f9; --model: #1f5fd0; --close: #b3540a; --good: #19713b; --bad: #b3261e; }
  @page { margin: 14mm; } body { padding: 0; max-width: none; font-size: 10.5pt; } nav { display: none; } .scroll { overflow: visible; }
  table { font-size: 8.5pt; } th, td { padding: .2rem .35rem; } figure, svg, tr, .cards li { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
}
`.trim();
