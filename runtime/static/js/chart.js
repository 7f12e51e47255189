// Charts: draws the ECharts option inside [data-chart] in the page's own colours; a mark leads to its records.
const MARKS = 8;

function probe(chart) {
  const span = document.createElement("span");
  span.style.transitionProperty = "none"; // where motion is reduced every change of colour takes a moment
  chart.append(span);
  const read = (name) => { span.style.color = `var(${name})`; return getComputedStyle(span).color; };
  const colors = {
    marks: Array.from({ length: MARKS }, (_, index) => read(`--chart-${index + 1}`)),
    text: read("--text-soft"), line: read("--line"), surface: read("--surface"), strong: read("--text"),
  };
  span.remove();
  return colors;
}

function themed(option, colors) {
  const axis = (one) => one && { ...one, axisLabel: { color: colors.text, hideOverlap: true }, axisTick: { show: false }, axisLine: { lineStyle: { color: colors.line } }, splitLine: { lineStyle: { color: colors.line } } };
  const named = option.series.length > 1;
  return {
    color: colors.marks, animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colors.text },
    grid: { left: 8, right: 16, top: named ? 34 : 12, bottom: 4, containLabel: true },
    legend: named ? { top: 0, left: 0, type: "scroll", textStyle: { color: colors.text }, icon: "roundRect", itemWidth: 10, itemHeight: 10 } : undefined,
    tooltip: { trigger: "item", renderMode: "richText", backgroundColor: colors.surface, borderColor: colors.line, textStyle: { color: colors.strong }, formatter: ({ name, seriesName, data }) => `${name}\n${seriesName}: ${data.shown}` },
    ...option,
    xAxis: axis(option.xAxis), yAxis: axis(option.yAxis),
    series: option.series.map((one) => ({ barMaxWidth: 36, itemStyle: { borderRadius: one.stack ? 0 : 4 }, ...one })),
  };
}

function draw(element) {
  const { option, links } = JSON.parse(element.dataset.chart);
  const chart = echarts.init(element, null, { renderer: "canvas" });
  const paint = () => chart.setOption(themed(option, probe(element)), true);
  paint();
  chart.on("click", ({ data }) => { if (links[data.row]) location.href = links[data.row]; });
  new ResizeObserver(() => chart.resize()).observe(element);
  document.addEventListener("ui:theme", paint);
}

document.querySelectorAll("[data-chart]").forEach(draw);
