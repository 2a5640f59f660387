// Live connections over Node's Socket.IO: a room per person, fed from the same exchange as ours.
// AMQP_URL, PORT. The token is taken as the person's id and not verified.
'use strict';

const http = require('node:http');
const amqp = require('amqplib');
const { Server } = require('socket.io');

const PEOPLE = ['buyer_id', 'student_id', 'teacher_id', 'user_id'];

async function feed(io) {
  const connection = await amqp.connect(process.env.AMQP_URL);
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
  await channel.assertExchange('payments.events', 'topic', { durable: true });
  await channel.bindQueue(queue, 'payments.events', '#');
  await channel.consume(
    queue,
    (message) => {
      const { type, time, data } = JSON.parse(message.content.toString());
      const rooms = PEOPLE.filter((field) => data[field]).map((field) => `user:${data[field]}`);
      if (rooms.length > 0) io.to(rooms).emit('event', { type, time, data });
    },
    { noAck: true },
  );
}

async function main() {
  const server = http.createServer((_, response) => response.end('ok'));
  const io = new Server(server, {
    transports: ['websocket'],
    pingInterval: 25000,
    pingTimeout: 20000,
    maxHttpBufferSize: 64 * 1024,
  });
  io.use((socket, next) => (socket.handshake.auth.token ? next() : next(new Error('no token'))));
  io.on('connection', (socket) => socket.join(`user:${socket.handshake.auth.token}`));
  await feed(io);
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

main();
