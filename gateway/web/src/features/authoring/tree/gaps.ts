/** Gaps between nodes as the places to drop at: the nearest to the pointer, the next by key. */
import type {
  CollisionDetection,
  DroppableContainer,
  KeyboardCoordinateGetter,
} from "@dnd-kit/core";

type Rects = Parameters<CollisionDetection>[0]["droppableRects"];

interface Spot {
  id: DroppableContainer["id"];
  container: DroppableContainer;
  y: number;
}

function spotsOf(containers: DroppableContainer[], rects: Rects): Spot[] {
  return containers.flatMap((container) => {
    const rect = rects.get(container.id);
    return rect && !container.disabled
      ? [{ id: container.id, container, y: rect.top + rect.height / 2 }]
      : [];
  });
}

export const nearestGap: CollisionDetection = (given) => {
  const { droppableContainers, droppableRects, pointerCoordinates, collisionRect } = given;
  const y = pointerCoordinates?.y ?? collisionRect.top + collisionRect.height / 2;
  return spotsOf(droppableContainers, droppableRects)
    .map(({ id, container, y: at }) => ({
      id,
      data: { droppableContainer: container, value: Math.abs(at - y) },
    }))
    .sort((one, other) => one.data.value - other.data.value);
};

export const nextGap: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const down = event.code === "ArrowDown";
  if (!down && event.code !== "ArrowUp") return undefined;
  event.preventDefault();
  const { collisionRect, droppableContainers, droppableRects, over } = context;
  if (!collisionRect) return undefined;
  const all = spotsOf(
    [...droppableContainers.values()].filter((one) => one !== undefined),
    droppableRects,
  );
  all.sort((one, other) => one.y - other.y);
  const echo = all.findIndex(({ container }) => container.data.current?.echo);
  const spots = all.filter((_, index) => index !== echo);
  const middle = collisionRect.top + collisionRect.height / 2;
  const at = all.findIndex(({ id }) => id === over?.id);
  const from = all[at === echo && at > 0 ? at - 1 : at]?.y ?? middle;
  const next = down ? spots.find(({ y }) => y > from) : spots.findLast(({ y }) => y < from);
  return next ? { x: currentCoordinates.x, y: currentCoordinates.y + next.y - middle } : undefined;
};
