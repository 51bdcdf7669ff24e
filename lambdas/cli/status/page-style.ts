import { html } from './html.ts';

/** How the page looks: on paper, on a phone, in the light and in the dark. Text has a contrast of 4.5 or more in both. */
export const pageStyle = html`
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1c1e21;--quiet:#5d6268;--line:#e3dfd7;--card:#fff;
--in-sync:#2e7d55;--due:#9a5b00;--waiting:#35689f;--person:#b02a26}
@media (prefers-color-scheme:dark){:root{--paper:#14161a;--ink:#e9e7e3;--quiet:#a3a8ae;--line:#2d3138;--card:#1b1e23;
--in-sync:#59b384;--due:#dfa546;--waiting:#7cafe6;--person:#f2867e}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
-webkit-text-size-adjust:100%;text-size-adjust:100%}
header,main,footer{max-width:62rem;margin:0 auto;padding:0 1.5rem}
header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 2rem;padding-top:2rem;color:var(--quiet);font-size:.875rem}
header p{margin:0}
header b{color:var(--ink);font-weight:600}
h1{margin:3.5rem 0 .4rem;font-size:clamp(2rem,6vw,3.25rem);font-weight:600;line-height:1.1;letter-spacing:-.025em;text-wrap:balance}
.lede{margin:0 0 2.25rem;color:var(--quiet);font-size:1.0625rem;max-width:46rem;text-wrap:pretty}
h2{margin:4rem 0 1rem;font-size:1.25rem;font-weight:600;letter-spacing:-.01em}
figure{margin:0}
.bar{display:block;border-radius:8px;overflow:hidden;forced-color-adjust:none}
.bar rect,.swatch rect{stroke:none}
.bar.small{border-radius:4px;margin-top:.5rem;max-width:14rem}
.swatch{border-radius:4px;overflow:hidden;margin-right:.5rem;vertical-align:-.125em;forced-color-adjust:none}
.in-sync{fill:var(--in-sync)}.due{fill:var(--due)}.waiting{fill:var(--waiting)}.person{fill:var(--person)}
.in-sync-mark{fill:none}.due-mark{fill:url(#due-mark)}.waiting-mark{fill:url(#waiting-mark)}.person-mark{fill:url(#person-mark)}
.mark{fill:var(--paper);fill-opacity:.4}
.key{display:grid;grid-template-columns:repeat(4,1fr);gap:1.25rem;margin:1.5rem 0 0}
.key dt{font-size:.875rem}
.key dd{margin:0}
.count{font-size:2.25rem;font-weight:600;line-height:1.25;letter-spacing:-.03em;font-variant-numeric:tabular-nums}
.hint,.quiet,caption{color:var(--quiet);font-size:.875rem}
.none .count{color:var(--quiet);font-weight:400}
code{font:.8125rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere;color:var(--quiet)}
.remarks{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:12px;background:var(--card)}
.remarks li{padding:1rem 1.25rem}
.remarks li+li{border-top:1px solid var(--line)}
.remarks p{margin:0;overflow-wrap:anywhere}
.remarks .about{display:flex;flex-wrap:wrap;align-items:baseline;gap:.15rem .85rem;margin-bottom:.25rem;font-size:.875rem}
.urgent .about b{color:var(--person)}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
caption{caption-side:bottom;text-align:left;padding-top:.75rem}
th,td{padding:.7rem .6rem;text-align:left;vertical-align:top;font-weight:400}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
thead th{padding-top:0;padding-bottom:.5rem;color:var(--quiet);font-size:.8125rem;white-space:nowrap}
tbody tr{border-top:1px solid var(--line)}
tbody th{overflow-wrap:anywhere}
.pools tbody th code{display:block}
.number{text-align:right;font-variant-numeric:tabular-nums}
.zero{color:var(--quiet)}
time,td:last-child{white-space:nowrap}
a{color:inherit;font-weight:600;text-decoration-color:var(--quiet);text-underline-offset:.2em}
.pools b{font-weight:600}
a:focus-visible,summary:focus-visible{outline:2px solid var(--waiting);outline-offset:3px;border-radius:3px}
details{border-top:1px solid var(--line);padding:.35rem 0}
details:last-of-type{border-bottom:1px solid var(--line)}
summary{cursor:pointer;padding:.5rem 0;font-weight:600;overflow-wrap:anywhere}
summary .quiet{margin-left:.4rem;font-weight:400}
details table,details .remarks{margin:.5rem 0 1.5rem}
.state{white-space:nowrap;font-size:.875rem;font-weight:600}
.in-sync-text{color:var(--in-sync)}.due-text{color:var(--due)}.waiting-text{color:var(--waiting)}.person-text{color:var(--person)}
footer{margin-top:4rem;padding-bottom:3rem;color:var(--quiet);font-size:.8125rem}
@media (max-width:46rem){
header,main,footer{padding-left:1.125rem;padding-right:1.125rem}
h1{margin-top:2.25rem}h2{margin-top:3rem}
.key{grid-template-columns:1fr 1fr}
table,tbody,tr,th,td,caption{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tbody tr{padding:.85rem 0}
th,td{padding:.1rem 0}
tbody th{font-weight:600;font-size:1rem;margin-bottom:.25rem}
tbody td{display:flex;justify-content:space-between;gap:1.25rem;text-align:right}
tbody td::before{content:attr(data-label);flex:none;color:var(--quiet);font-size:.875rem}
.pools .zero{display:none}
.bar.small{max-width:none}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
:root{--paper:#fff;--card:#fff;--ink:#000;--quiet:#444;--line:#bbb;--in-sync:#2e7d55;--due:#9a5b00;--waiting:#35689f;--person:#b02a26}
body{font-size:10pt}h1{margin-top:1.5rem}h2{margin-top:1.75rem}
.bar,.swatch{print-color-adjust:exact;-webkit-print-color-adjust:exact}
tr,.remarks li{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}
}`;
