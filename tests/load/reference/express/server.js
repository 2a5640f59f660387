// The catalogue over Express 5 and pg: the same rows and the same JSON as the gateway's.
// DATABASE_URL, PORT, PROCESSES; MEMORY_CACHE=1 keeps replies in memory as the gateway does;
// with TOKEN_KEY it serves students, too.
'use strict';

const cluster = require('node:cluster');
const express = require('express');
const { Pool } = require('pg');
const study = require('./study');

const CARD = `c.id, c.slug, c.title, c.summary, c.category, k.name AS category_name, c.level,
  c.language, c.teacher_id, c.teacher_name, c.price_amount, c.price_currency, c.lesson_count,
  c.duration_minutes, c.status`;
const ONE = {
  name: 'one',
  text: `SELECT ${CARD}, c.description_html, c.outline, c.licence, c.published_at
    FROM courses c JOIN categories k ON k.slug = c.category
    WHERE c.slug = $1 AND c.live`,
};
const SHELF = {
  name: 'shelf',
  text: `SELECT ${CARD} FROM courses c JOIN categories k ON k.slug = c.category
    WHERE c.category = $1 AND c.live
    ORDER BY c.published_at DESC, c.id DESC LIMIT 25`,
};

const toCard = (row) => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  summary: row.summary,
  category: row.category,
  category_name: row.category_name,
  level: row.level,
  language: row.language,
  teacher: { id: row.teacher_id, name: row.teacher_name },
  price: { amount: row.price_amount, currency: row.price_currency },
  lesson_count: row.lesson_count,
  duration_minutes: row.duration_minutes,
  cover_url: null,
  status: row.status,
});

const toCourse = (row) => ({
  ...toCard(row),
  description_html: row.description_html,
  outline: row.outline,
  licence: row.licence,
  published_at: row.published_at,
});

function remembering(fetch) {
  if (process.env.MEMORY_CACHE !== '1') return fetch;
  const kept = new Map();
  return async (key) => {
    if (!kept.has(key)) kept.set(key, await fetch(key));
    return kept.get(key);
  };
}

function serve() {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  const course = remembering(async (slug) => {
    const { rows } = await pool.query({ ...ONE, values: [slug] });
    return rows.length ? toCourse(rows[0]) : null;
  });
  const shelf = remembering(async (category) => {
    const { rows } = await pool.query({ ...SHELF, values: [category] });
    return { items: rows.slice(0, 24).map(toCard), next: rows.length > 24 ? 'more' : null };
  });

  const app = express();
  app.disable('x-powered-by');
  app.get('/v1/courses/:slug', async (request, response) => {
    const found = await course(request.params.slug);
    if (found === null) response.sendStatus(404);
    else response.json(found);
  });
  app.get('/v1/courses', async (request, response) => {
    response.json(await shelf(request.query.category));
  });
  if (process.env.TOKEN_KEY) study.serve(app, pool);
  app.listen(Number(process.env.PORT), '127.0.0.1');
}

const processes = Number(process.env.PROCESSES || '1');
if (processes > 1 && cluster.isPrimary) {
  for (let number = 0; number < processes; number += 1) cluster.fork();
} else {
  serve();
}
