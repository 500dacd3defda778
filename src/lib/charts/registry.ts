import {
	BarController,
	BarElement,
	Chart,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	LogarithmicScale,
	PointElement
} from 'chart.js';

Chart.register(
	BarController,
	BarElement,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	LogarithmicScale,
	PointElement
);

/** Chart.js with what our charts use; loaded only where a chart comes into the page. */
export { Chart };
