/** A place between two nodes; a line shows it while something is carried over it. */
import { useDroppable } from "@dnd-kit/core";

import { dropAt, type Place, placeOf, sameRow } from "./model";
import { useTree } from "./tree-context";

const nameOf = ({ kind, moduleId, topicId, index }: Place) =>
  ["gap", kind, moduleId, topicId, index].join(":");

export function Gap({ place }: { place: Place }) {
  const { dragged } = useTree();
  return dragged?.kind === place.kind ? <OpenGap place={place} /> : null;
}

function OpenGap({ place }: { place: Place }) {
  const { draft, dragged } = useTree();
  const now = dragged && placeOf(draft, dragged);
  // Before and after what is carried is the same place; keys stop at one of them.
  const echo = Boolean(now && sameRow(now, place) && place.index === now.index + 1);
  const { setNodeRef, isOver } = useDroppable({ id: nameOf(place), data: { ...place, echo } });
  const changes = dragged !== null && dropAt(draft, dragged, place) !== null;
  return (
    <div ref={setNodeRef} aria-hidden="true" className="relative h-0">
      {isOver && changes && (
        <span className="absolute inset-x-2 -top-0.5 z-10 h-1 rounded-full bg-brand" />
      )}
    </div>
  );
}
