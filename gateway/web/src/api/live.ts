/** The one socket: facts that the server announces to the signed-in person. */
import type { Socket } from "socket.io-client";

import { session } from "./session";

export interface LiveEvent {
  type: string;
  data: Record<string, unknown>;
  time: string;
}

type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();
let socket: Promise<Socket> | null = null;

async function open(): Promise<Socket> {
  const { io } = await import("socket.io-client");
  const connection = io({
    path: "/socket.io",
    transports: ["websocket"],
    auth: (give) => void session.token().then((token) => give({ token })),
  });
  connection.on("event", (event: LiveEvent) => listeners.forEach((listener) => listener(event)));
  return connection;
}

/** Connects on the first listener; the caller gets events until it calls the returned function. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  socket ??= open();
  socket.catch(() => {
    socket = null;
  });
  return () => listeners.delete(listener);
}

/** Closes the connection when the person signs out. */
export function hangUp(): void {
  void socket?.then((connection) => connection.disconnect());
  socket = null;
}
