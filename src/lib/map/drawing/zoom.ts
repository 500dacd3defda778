import { select } from 'd3-selection';
import { zoom, zoomIdentity, zoomTransform, type D3ZoomEvent } from 'd3-zoom';

/** How far a reader can zoom in. */
const MOST = 12;
/** What one press of a button does. */
const STEP = 1.6;

export interface Zooming {
	zoomIn: () => void;
	zoomOut: () => void;
	reset: () => void;
	stop: () => void;
}

/**
 * Lets a reader move and enlarge what a layer of an SVG shows, without taking the scroll of the page: the wheel
 * zooms with Ctrl or Cmd held, a mouse drags it, two fingers move it while one scrolls the page; once it is enlarged,
 * one finger moves it too.
 * @param enlarged told how large the layer is drawn, 1 as at first, after each move
 */
export function zooming(
	svg: SVGSVGElement,
	layer: SVGGElement,
	enlarged: (scale: number) => void
): Zooming {
	const { x, y, width, height } = svg.viewBox.baseVal;
	const edges: [[number, number], [number, number]] = [
		[x, y],
		[x + width, y + height]
	];
	const behaviour = zoom<SVGSVGElement, unknown>()
		.extent(edges)
		.translateExtent(edges)
		.scaleExtent([1, MOST])
		.filter((event: Event) => isMeant(event, zoomTransform(svg).k > 1))
		.on('zoom', ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
			layer.setAttribute('transform', transform.toString());
		})
		.on('end', ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => enlarged(transform.k));
	const selection = select(svg).call(behaviour).on('dblclick.zoom', null);
	return {
		zoomIn: () => behaviour.scaleBy(selection, STEP),
		zoomOut: () => behaviour.scaleBy(selection, 1 / STEP),
		reset: () => behaviour.transform(selection, zoomIdentity),
		stop: () => selection.on('.zoom', null)
	};
}

/** Whether an event is meant for the map and not for the page around it. */
function isMeant(event: Event, isEnlarged: boolean): boolean {
	if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
	if ('touches' in event) return isEnlarged || (event as TouchEvent).touches.length > 1;
	return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey;
}
