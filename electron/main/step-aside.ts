import type { Rectangle } from 'electron';

const step = 28;

/**
 * A place right below the window in front, of its size and on none of the others, so that all can be seen; back in the corner where that
 * would leave the screen.
 */
export function stepAside(front: Rectangle, others: readonly Rectangle[], area: Rectangle): Rectangle {
  let place = front;
  for (let tries = 0; tries <= others.length; tries++) {
    place = once(place, area);
    if (others.every(({ x, y }) => x !== place.x || y !== place.y)) break;
  }
  return place;
}

function once({ x, y, width, height }: Rectangle, area: Rectangle): Rectangle {
  const moved = { x: x + step, y: y + step, width, height };
  const fits = moved.x + width <= area.x + area.width && moved.y + height <= area.y + area.height;
  return fits || (x === area.x && y === area.y) ? moved : { x: area.x, y: area.y, width, height };
}
