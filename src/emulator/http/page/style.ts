/** How the page looks: light or dark as the system is, in one column on narrow screens. */
export const style = `
:root { color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #14161b); --card: light-dark(#ffffff, #1d2027); --line: light-dark(#dfe3ea, #333844);
  --ink: light-dark(#1b2130, #e8ebf2); --faint: light-dark(#5b6579, #9aa4b8); --accent: light-dark(#1459d9, #82aaff);
  --good: light-dark(#0b7a43, #5fd39a); --bad: light-dark(#b3261e, #ff8a80); --warn: light-dark(#8a5a00, #f2c062);
  --wash: light-dark(#eef3fd, #232a38); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: center; padding: 14px 22px; background: var(--card); border-bottom: 1px solid var(--line); }
h1 { font-size: 17px; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 14px; margin: 0; }
.mark { display: inline-block; width: 10px; height: 10px; border-radius: 50%; background: var(--good); margin-right: 8px; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 18px; color: var(--faint); margin: 0; }
.facts div { display: flex; gap: 6px; } .facts dt { margin: 0; } .facts dd { margin: 0; color: var(--ink); font-variant-numeric: tabular-nums; }
.tools { margin-left: auto; display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
button, input, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 7px; padding: 5px 11px; min-height: 32px; }
button { cursor: pointer; } button:hover { border-color: var(--accent); }
button.primary { background: var(--accent); border-color: var(--accent); color: light-dark(#fff, #10131a); font-weight: 600; }
button.danger { color: var(--bad); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
input[size] { width: auto; }
main { display: grid; grid-template-columns: minmax(280px, 400px) 1fr; gap: 18px; padding: 18px 22px; align-items: start; }
@media (max-width: 900px) { main { grid-template-columns: 1fr; } .tools { margin-left: 0; } }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
section > .head { display: flex; align-items: center; justify-content: space-between; gap: 10px; padding: 11px 16px; border-bottom: 1px solid var(--line); }
.stack { display: grid; gap: 18px; min-width: 0; }
.count { color: var(--faint); font-variant-numeric: tabular-nums; }
.empty { padding: 20px 16px; color: var(--faint); margin: 0; }
details.service > summary { padding: 8px 16px; cursor: pointer; font-weight: 600; }
details.service + details.service { border-top: 1px solid var(--line); }
.service .place { color: var(--faint); font-weight: 400; margin-left: 6px; }
.noun { display: flex; width: 100%; gap: 8px; align-items: baseline; border: 0; border-radius: 0; background: none; text-align: left; padding: 5px 16px 5px 32px; }
.noun:hover, .noun[aria-expanded=true] { background: var(--wash); }
.noun .states { margin-left: auto; display: flex; gap: 5px; flex-wrap: wrap; justify-content: flex-end; }
.chip { border: 1px solid var(--line); border-radius: 99px; padding: 0 8px; font-size: 12px; line-height: 18px; background: var(--card); color: var(--faint); white-space: nowrap; }
.chip.good { color: var(--good); } .chip.bad { color: var(--bad); } .chip.warn { color: var(--warn); }
.items { list-style: none; margin: 0; padding: 0 16px 8px 32px; }
.items summary { cursor: pointer; padding: 3px 0; overflow-wrap: anywhere; }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, monospace; font-size: 12.5px; }
pre { margin: 4px 0 8px; padding: 9px 11px; background: var(--ground); border-radius: 8px; overflow: auto; max-height: 300px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: 7px 11px; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: top; }
td:first-child, th:first-child { padding-left: 16px; }
th { color: var(--faint); font-weight: 500; font-size: 12.5px; }
tbody tr:last-child > td { border-bottom: 0; }
td button.link { border: 0; padding: 0; min-height: 0; background: none; color: var(--accent); text-align: left; }
td button.link:hover { text-decoration: underline; }
tr.more > td { white-space: normal; background: var(--wash); }
.status { font-variant-numeric: tabular-nums; font-weight: 600; } .status.good { color: var(--good); } .status.bad { color: var(--bad); }
form.fault { display: flex; flex-wrap: wrap; gap: 10px; padding: 13px 16px; align-items: end; }
form.fault label { display: grid; gap: 3px; color: var(--faint); font-size: 12.5px; } form.fault input { width: 132px; color: var(--ink); } form.fault input[type=number] { width: 92px; } form.fault select { color: var(--ink); }
.faults { list-style: none; margin: 0; padding: 0 16px 12px; display: grid; gap: 6px; } .faults:empty { display: none; }
.faults li { display: flex; gap: 10px; align-items: center; justify-content: space-between; border: 1px solid var(--line); border-radius: 8px; padding: 5px 6px 5px 12px; }
[role=alert] { color: var(--bad); margin: 0 22px; } [role=alert]:not(:empty) { padding-top: 12px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;
