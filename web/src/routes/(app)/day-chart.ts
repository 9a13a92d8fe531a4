import uPlot from 'uplot';

export interface Day {
	date: string;
	created: number;
	finished: number;
}

function token(name: string): string {
	return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * Bars for what was created, a line for what was finished. Days are drawn as positions, not as
 * instants, so that no zone can shift them. Returns how to take the chart away.
 */
export function drawDays(
	element: HTMLElement,
	days: Day[],
	height: number,
	words: { day: (day: string) => string; number: (value: number) => string },
	onhover: (at: number | null) => void
): () => void {
	const font = '11px "Inter Variable", system-ui, sans-serif';
	const axis = {
		font,
		stroke: token('--fg-3'),
		grid: { stroke: token('--line'), width: 1 },
		ticks: { show: false }
	};
	const bar = token('--bar');
	const width = () => Math.max(200, element.clientWidth);
	const every = () => Math.max(1, Math.ceil(days.length / (width() / 80)));
	const chart = new uPlot(
		{
			width: width(),
			height,
			legend: { show: false },
			padding: [8, 4, 0, 0],
			cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
			scales: {
				x: { time: false, range: () => [-0.6, days.length - 0.4] },
				y: { range: (_, __, max) => [0, Math.max(4, max * 1.08)] }
			},
			axes: [
				{
					...axis,
					grid: { show: false },
					size: 28,
					splits: () => days.map((_, at) => at).filter((at) => at % every() === 0),
					values: (_, splits) => splits.map((at) => words.day(days[at]?.date ?? ''))
				},
				{
					...axis,
					size: 40,
					incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
					values: (_, splits) => splits.map((value) => words.number(value))
				}
			],
			series: [
				{},
				{
					stroke: bar,
					fill: bar,
					width: 0,
					points: { show: false },
					paths: uPlot.paths.bars?.({ size: [0.62, 18], radius: 0.2 })
				},
				{ stroke: token('--ok'), width: 2, points: { show: false } }
			],
			hooks: { setCursor: [(self) => onhover(self.cursor.idx ?? null)] }
		},
		[days.map((_, at) => at), days.map((day) => day.created), days.map((day) => day.finished)],
		element
	);

	// The canvas does not wait for the web font by itself.
	void document.fonts.load(font).then(() => chart.redraw(false, true));
	const resized = new ResizeObserver(() => chart.setSize({ width: width(), height }));
	resized.observe(element);
	return () => {
		resized.disconnect();
		chart.destroy();
	};
}
