// The portal's colours in a frame of its own: stripes and an ochre band say that this is no real service.
export const style = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;font:400 1rem/1.7 "PingFang SC","HarmonyOS Sans SC","MiSans","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei","微软雅黑",sans-serif;color:#14202b;background:#fff;font-variant-numeric:tabular-nums;overflow-wrap:anywhere;line-break:strict}
h1,h2,h3,p,ul,dl,dd,fieldset,legend{margin:0;padding:0;border:0;min-width:0}
ul{list-style:none}
h1{font-size:1.75rem;line-height:1.35}h2{font-size:1.25rem;line-height:1.4;margin-bottom:.375rem}
a{color:#0f4a7e;text-underline-offset:.22em;text-decoration-thickness:1px}a:hover{text-decoration-thickness:3px}
button,input{font:inherit;color:inherit}
:focus-visible{outline:3px solid #14202b;box-shadow:0 0 0 6px #ffd200;border-radius:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;z-index:9;background:#ffd200;color:#14202b;padding:.5rem 1rem}
.wrap{max-width:64rem;margin-inline:auto;padding-inline:1.5rem}
.stripes{height:.75rem;background:repeating-linear-gradient(135deg,#b8560f 0 1rem,#fdeedd 1rem 2rem)}
.band{background:#fdeedd;border-bottom:1px solid #b8560f;color:#6c2e00}
.band p{padding-block:.625rem;font-size:.9375rem;line-height:1.6}
.band b{display:inline-block;margin-right:.625rem;padding:0 .5rem;background:#8a3b00;color:#fff;border-radius:.25rem}
.head{padding-block:1.75rem 1.25rem}
.head p{color:#43505c}
main{padding-bottom:4rem}
.cols{display:grid;grid-template-columns:minmax(0,26rem) minmax(0,1fr);gap:3rem;align-items:start}
.boxes{display:flex;gap:2rem;border-bottom:1px solid #6e7b87;margin-bottom:1.5rem}
.boxes a{padding:.625rem 0 .5rem;min-height:2.75rem;color:#14202b;text-decoration:none;border-bottom:4px solid transparent;font-size:1.0625rem}
.boxes a:hover{border-color:#aecbe6}
.boxes a[aria-current]{color:#0f4a7e;font-weight:700;border-color:#0f4a7e}
.sec{border-top:2px solid #14202b;padding-top:.875rem}
.field{margin-bottom:1.25rem}
label,legend{font-weight:700;display:block;line-height:1.5;margin-bottom:.25rem}
.in{width:100%;min-height:2.75rem;padding:.375rem .75rem;border:1px solid #6e7b87;border-radius:.25rem;background:#fff}
.in[aria-invalid]{border:2px solid #b3181e}
.choice{display:flex;gap:1.5rem}.choice label{display:flex;align-items:center;gap:.5rem;font-weight:400;min-height:2.75rem;margin:0}
.choice input{width:1.25rem;height:1.25rem;accent-color:#0f4a7e;margin:0}
.hint{color:#43505c;font-size:.875rem;line-height:1.6}
.error{color:#b3181e;font-size:.9375rem;line-height:1.6;font-weight:500}
.note{border-left:5px solid #0f4a7e;padding:.5rem 0 .5rem 1rem;margin-bottom:1.5rem}
.note--error{border-color:#b3181e}.note--error p{color:#b3181e;font-weight:500}
.btn{display:inline-flex;align-items:center;justify-content:center;min-height:2.75rem;padding:.375rem 1.5rem;border:1px solid #6e7b87;border-radius:.25rem;background:#fff;color:#14202b;text-decoration:none;font-weight:500;cursor:pointer}
.btn:hover{background:#f2f5f7;border-color:#14202b}
.btn--go{background:#0f4a7e;border-color:#0f4a7e;color:#fff;font-weight:700}.btn--go:hover{background:#0b3b66}
.btn--wide{width:100%}
.acts{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}
.links{display:flex;flex-wrap:wrap;gap:0 1.5rem;margin-top:.75rem}.links a{min-height:2.75rem;display:inline-flex;align-items:center}
details{border-top:1px solid #d3dae0}details:last-of-type{border-bottom:1px solid #d3dae0}
summary{min-height:2.75rem;padding-block:.5rem;cursor:pointer}
details p{padding-bottom:.75rem;color:#43505c;font-size:.9375rem}
.others{margin-top:1.25rem}
.people{columns:2;column-gap:2rem;margin-top:.75rem}
.people--wide{columns:1}
.people li{break-inside:avoid;border-bottom:1px solid #d3dae0}
.people a{display:flex;flex-wrap:wrap;column-gap:.75rem;align-items:baseline;min-height:2.75rem;padding-block:.5rem;text-decoration:none}
.people a:hover span:first-child{text-decoration:underline}
.people a[aria-current]{background:#e6eff7}
.people small{color:#43505c;font-size:.875rem}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.375rem 1.5rem;margin-block:1rem}
dt{color:#43505c}dd{font-weight:500}
.narrow{max-width:34rem}
.foot{border-top:1px solid #d3dae0;background:#f2f5f7;color:#43505c;font-size:.875rem}.foot p{padding-block:1.25rem}
@media (max-width:47.99em){h1{font-size:1.5rem}h2{font-size:1.1875rem}.wrap{padding-inline:1rem}.cols{grid-template-columns:minmax(0,1fr);gap:2.5rem}}
@media (max-width:30em){.people{columns:1}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:.5rem}}
@media (forced-colors:active){.btn,.band b{border:1px solid}.boxes a[aria-current]{border-color:Highlight}}
`;
