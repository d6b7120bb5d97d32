package dev.vedette.scenarios.load;

/** How a page looks, by day and by night; the colours can be told apart by those who see few. */
final class PageStyle {
  static final String CSS =
      """
      :root { color-scheme: light dark;
        --ground: #ffffff; --card: #f6f7f9; --text: #1b1f24; --quiet: #545d68; --rule: #d5dae0;
        --note: #fff4d6; --good: #00684a; --bad: #b3261e; --band: #e6eaef;
        --s0: #0072b2; --s1: #c2500a; --s2: #007f5c; --s3: #8a5a9e; --s4: #8a6d00; --s5: #545d68; }
      @media (prefers-color-scheme: dark) { :root {
        --ground: #14171b; --card: #1d2127; --text: #e8eaed; --quiet: #a4adb8; --rule: #39414b;
        --note: #3a3117; --good: #3ecb9c; --bad: #ff8a80; --band: #272d35;
        --s0: #5cb8f0; --s1: #f5914d; --s2: #3ecb9c; --s3: #c89be0; --s4: #e0c040; --s5: #a4adb8; } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 84rem; background: var(--ground);
        color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
      h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; }
      p { margin: .5rem 0; }
      .quiet { color: var(--quiet); font-size: .875rem; overflow-wrap: anywhere; }
      .verdict { font-weight: 600; } .good { color: var(--good); } .bad { color: var(--bad); }
      td .good, td .bad { font-weight: 600; }
      .simulated { background: var(--note); padding: .75rem 1rem; border-radius: .5rem; }
      .plots { display: grid; gap: 1rem; margin-top: 1rem;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 32rem), 1fr)); }
      figure { margin: 0; padding: 1rem; background: var(--card); border-radius: .5rem; }
      figcaption { font-weight: 600; }
      .legend { display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: .85rem; color: var(--quiet); }
      .legend i { display: inline-block; width: 1.1rem; height: 3px; margin-right: .35rem;
        vertical-align: middle; border-radius: 2px; }
      svg { display: block; width: 100%; height: auto; }
      svg text { font: 13px system-ui, sans-serif; fill: var(--quiet); }
      svg text.value { text-anchor: end; font-variant-numeric: tabular-nums; }
      svg text.tick { text-anchor: middle; } svg text.phase { font-size: 12px; }
      .grid { stroke: var(--rule); } .band0 { fill: var(--band); } .band1 { fill: none; }
      .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
      .line.s0 { stroke: var(--s0); } .line.s1 { stroke: var(--s1); } .line.s2 { stroke: var(--s2); }
      .line.s3 { stroke: var(--s3); } .line.s4 { stroke: var(--s4); } .line.s5 { stroke: var(--s5); }
      i.s0 { background: var(--s0); } i.s1 { background: var(--s1); } i.s2 { background: var(--s2); }
      i.s3 { background: var(--s3); } i.s4 { background: var(--s4); } i.s5 { background: var(--s5); }
      .line.s6, .line.s7, .line.s8, .line.s9 { stroke: var(--text); stroke-dasharray: 4 3; }
      i.s6, i.s7, i.s8, i.s9 { background: var(--text); }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
      th, td { padding: .3rem .75rem .3rem 0; text-align: right; border-bottom: 1px solid var(--rule); }
      th:first-child { text-align: left; } tbody th { font-weight: 400; min-width: 14rem; }
      td.wrap, th.wrap { overflow-wrap: anywhere; }
      """;

  private PageStyle() {}
}
