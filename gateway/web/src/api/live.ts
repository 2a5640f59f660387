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

/** The server ends a connection whose token no longer holds: a fresh one opens the next. */
async function comeBack(connection: Socket): Promise<void> {
  const refused = await session.token();
  if (refused && (await session.renew(refused))) connection.connect();
}

/** Keeps the connection when the token behind it was renewed. */
async function showToken(connection: Socket): Promise<void> {
  const token = await session.token();
  if (token && connection.connected) connection.emit("renew", { token });
}

async function open(): Promise<Socket> {
  const { io } = await import("socket.io-client");
  const connection = io({
    path: "/socket.io",
    transports: ["websocket"],
    auth: (give) => void session.token().then((token) => give({ token })),
  });
  connection.on("event", (event: LiveEvent) => listeners.forEach((listener) => listener(event)));
  connection.on("disconnect", (reason) => {
    if (reason !== "io server disconnect") return;
    // A view has no other token: whether the one it has still holds, the next answer tells.
    if (session.isView) connection.connect();
    else void comeBack(connection);
  });
  connection.on("connect_error", (error) => {
    const { data } = error as { data?: { status?: number } };
    if (data?.status === 401) void comeBack(connection);
  });
  session.subscribe(() => void showToken(connection));
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
