package dev.vedette.cli.matrix;

/** How a page looks, by day and by night; the colours can be told apart by those who see few. */
final class PageStyle {
  static final String CSS =
      """
      :root { color-scheme: light dark;
        --ground: #ffffff; --card: #f6f7f9; --text: #1b1f24; --quiet: #545d68; --rule: #d5dae0;
        --edge: #0072b2; --cloud: #c2500a; --hybrid: #007f5c; --note: #fff4d6; }
      @media (prefers-color-scheme: dark) { :root {
        --ground: #14171b; --card: #1d2127; --text: #e8eaed; --quiet: #a4adb8; --rule: #39414b;
        --edge: #5cb8f0; --cloud: #f5914d; --hybrid: #3ecb9c; --note: #3a3117; } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 68rem; background: var(--ground);
        color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
      h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; }
      p, ul { margin: .5rem 0; } ul { padding-left: 1.25rem; }
      .quiet { color: var(--quiet); font-size: .875rem; overflow-wrap: anywhere; }
      .simulated { background: var(--note); padding: .75rem 1rem; border-radius: .5rem; }
      .plots { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
      figure { margin: 0; padding: 1rem; background: var(--card); border-radius: .5rem; }
      figcaption { font-weight: 600; margin-bottom: .75rem; }
      svg { display: block; width: 100%; height: auto; overflow: visible; }
      svg text { font: 14px system-ui, sans-serif; fill: var(--text); paint-order: stroke;
        stroke: var(--card); stroke-width: 4px; }
      svg text.value { text-anchor: end; font-variant-numeric: tabular-nums; }
      svg text.tick { text-anchor: middle; font-size: 12px; fill: var(--quiet); }
      .edge { fill: var(--edge); stroke: none; } .cloud { fill: var(--cloud); stroke: none; }
      .hybrid { fill: var(--hybrid); stroke: none; }
      .line { stroke-width: 2; opacity: .6; } .line.edge { stroke: var(--edge); }
      .line.cloud { stroke: var(--cloud); } .line.hybrid { stroke: var(--hybrid); }
      .rail { fill: var(--rule); opacity: .45; }
      .grid { stroke: var(--rule); } .whisker { stroke: var(--text); stroke-width: 1.5; fill: none; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
      th, td { padding: .3rem .75rem .3rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); }
      th:first-child { text-align: left; } tbody th { font-weight: 400; }
      tr.group th { font-weight: 600; padding-top: .9rem; }
      """;

  private PageStyle() {}
}
