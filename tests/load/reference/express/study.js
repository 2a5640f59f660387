// What a student asks for over Express 5 and pg: a lesson that they may see, an answer kept.
// TOKEN_KEY is the public key of the academy's access tokens; a token is verified once, as there.
'use strict';

const crypto = require('node:crypto');
const express = require('express');

const LESSON = {
  name: 'lesson',
  text: `SELECT l.id, s.title, s.kind, s.duration_minutes, s.preview, s.release_at,
      s.release_after_days, s.requires, l.topic_id, c.id AS course_id, c.slug AS course_slug,
      c.title AS course_title, c.licence, c.live, s.objectives, s.questions, s.body_html,
      s.youtube_id, s.video_url, s.file_ids, r.outline, e.enrolled_at,
      ARRAY(SELECT d.lesson_id FROM lesson_completions d
        WHERE d.student_id = $2 AND d.course_id = c.id) AS completed_ids
    FROM lessons l JOIN courses c ON c.id = l.course_id
      LEFT JOIN enrollments e ON e.course_id = c.id AND e.student_id = $2
      JOIN revisions r ON r.id = coalesce(e.revision_id, c.revision_id)
      JOIN revision_lessons p ON p.revision_id = r.id AND p.lesson_id = l.id
      JOIN lesson_contents s ON s.id = p.content_id
    WHERE l.id = $1`,
};
const FILES = {
  name: 'files',
  text: `SELECT id, name, media_type, size FROM course_files
    WHERE course_id = $1 AND id = ANY ($2)`,
};
const TAKES = {
  name: 'takes',
  text: `SELECT 1 FROM quiz_attempts WHERE id = $1 AND student_id = $2 AND $3 = ANY (question_ids)
    AND state = 'in_progress' AND (due_at IS NULL OR due_at >= now()) FOR SHARE`,
};
const KEEP = {
  name: 'keep',
  text: `INSERT INTO quiz_answers (attempt_id, question_id, seq, answer, flagged, saved_at)
    VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT (attempt_id, question_id) DO UPDATE
      SET seq = excluded.seq, answer = excluded.answer, flagged = excluded.flagged,
        saved_at = excluded.saved_at
      WHERE quiz_answers.seq < excluded.seq AND quiz_answers.checked_at IS NULL
    RETURNING question_id, seq, answer, flagged, saved_at`,
};

function authenticating(pem) {
  const key = crypto.createPublicKey(pem);
  const known = new Map();
  const read = (token) => {
    const [head, body, signature] = token.split('.');
    const signed = Buffer.from(`${head}.${body}`);
    const how = { key, dsaEncoding: 'ieee-p1363' };
    const genuine = crypto.verify('sha256', signed, how, Buffer.from(signature || '', 'base64url'));
    return genuine ? JSON.parse(Buffer.from(body, 'base64url')) : { exp: 0 };
  };
  return (request, response, next) => {
    const token = (request.headers.authorization || '').replace('Bearer ', '');
    if (!known.has(token)) known.set(token, read(token));
    const claims = known.get(token);
    request.person = claims.sub;
    if (claims.exp * 1000 > Date.now()) next();
    else response.sendStatus(401);
  };
}

function isOpen(row) {
  if (row.enrolled_at === null) return row.preview && row.live;
  const days = (row.release_after_days || 0) * 86_400_000;
  const opens = Math.max(row.release_at || 0, days ? row.enrolled_at.getTime() + days : 0);
  return opens <= Date.now() && row.requires.every((id) => row.completed_ids.includes(id));
}

function toLesson({ outline, completed_ids, enrolled_at, live, file_ids, ...row }, files) {
  const lessons = outline.flatMap((module) => module.lessons);
  const at = lessons.findIndex((lesson) => lesson.id === row.id);
  const module = outline.find((one) => one.lessons.some((lesson) => lesson.id === row.id));
  return {
    ...row,
    module_title: module ? module.title : '',
    files,
    video: null,
    completed: completed_ids.includes(row.id),
    previous_id: lessons[at - 1] ? lessons[at - 1].id : null,
    next_id: lessons[at + 1] ? lessons[at + 1].id : null,
  };
}

async function keep(client, person, { attempt, question }, { seq, answer, flagged = false }) {
  const { rowCount } = await client.query({ ...TAKES, values: [attempt, person, question] });
  if (!rowCount) return null;
  const values = [attempt, question, seq, JSON.stringify(answer), flagged];
  const { rows } = await client.query({ ...KEEP, values });
  return rows[0];
}

exports.serve = (app, pool) => {
  const known = authenticating(process.env.TOKEN_KEY);
  app.get('/v1/lessons/:id', known, async (request, response) => {
    const { rows } = await pool.query({ ...LESSON, values: [request.params.id, request.person] });
    if (!rows.length || !isOpen(rows[0])) return response.sendStatus(403);
    const values = [rows[0].course_id, rows[0].file_ids];
    const files = rows[0].file_ids.length ? (await pool.query({ ...FILES, values })).rows : [];
    return response.json(toLesson(rows[0], files));
  });
  const address = '/v1/attempts/:attempt/answers/:question';
  app.put(address, known, express.json(), async (request, response) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const kept = await keep(client, request.person, request.params, request.body);
      await client.query('COMMIT');
      if (kept === null) response.sendStatus(409);
      else response.json(kept);
    } finally {
      client.release();
    }
  });
};
