-- Text as people type it, side by side with text as it is stored: no case, accents, punctuation.
CREATE FUNCTION search_key(written text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(
    lower(unaccent(regexp_replace(written, '[\u064B-\u065F\u0670\u0640\u0300-\u036F]', '', 'g'))),
    '[\s!-/:-@\[-`{-~\u060C\u061B\u061F]+', ' ', 'g'))
$$;
-- next
-- Puts the given courses into what the catalogue is searched by, or takes them out of it.
-- This is the only place that says which courses are in the catalogue's search.
--
-- rating      Bayesian: every course starts with five imaginary reviews of 3.5 stars.
-- popularity  Logarithm of the students, rounded so that not every enrollment writes a row.
-- quality     1 + 0.5 for the best rating + 0.5 for 10,000 students + 0.05 for each year of
--             publication after 2020; a moment's "now" would make pages overlap.
CREATE FUNCTION refresh_catalogue(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM catalogue_entries AS entry USING courses AS course
  WHERE course.id = ANY (ids) AND entry.course_id = course.id AND NOT course.live;

  DELETE FROM suggestion_starts AS start USING courses AS course
  WHERE course.id = ANY (ids) AND start.kind = 'course' AND start.target = course.id::text
    AND NOT course.live;

  INSERT INTO catalogue_entries AS entry
  SELECT course.id, course.category, course.level, course.language, course.teacher_id,
    course.tags, course.price_order,
    CASE WHEN course.price_amount = 0 THEN 'free' WHEN course.price_order <= 2000 THEN 'low'
      WHEN course.price_order <= 5000 THEN 'middle' ELSE 'high' END,
    CASE WHEN course.rating_count = 0 THEN 0
      ELSE course.rating_total / course.rating_count END,
    course.published_at, figures.rating, figures.popularity,
    round((1 + 0.5 * (figures.rating - 1) / 4 + 0.5 * least(1, figures.popularity / ln(10001))
      + 0.05 * extract(epoch FROM course.published_at - timestamptz '2020-01-01 00:00Z')::float8
        / 31557600)::numeric, 9)::float8,
    words.titles, words.titles
      || setweight(to_tsvector(words.configuration, words.tags), 'B')
      || setweight(to_tsvector('course_words', words.tags), 'B')
      || setweight(to_tsvector('course_words', course.teacher_name), 'B')
      || setweight(to_tsvector(words.configuration, course.summary), 'B')
      || setweight(to_tsvector('course_words', course.summary), 'C')
      || setweight(to_tsvector(words.configuration, left(course.description, 4000)), 'D')
  FROM courses AS course,
    LATERAL (SELECT
      (17.5 + course.rating_total) / (5 + course.rating_count)::float8 AS rating,
      round(ln(1 + course.student_count)::numeric, 1)::float8 AS popularity) AS figures,
    LATERAL (SELECT course_configuration(course.language) AS configuration,
      coalesce((SELECT string_agg(tags.name, ' ') FROM tags
        WHERE tags.slug = ANY (course.tags)), '') AS tags,
      setweight(to_tsvector(course_configuration(course.language), course.title), 'A')
        || setweight(to_tsvector('course_words', course.title), 'A') AS titles) AS words
  WHERE course.id = ANY (ids) AND course.live
  ORDER BY course.id
  ON CONFLICT (course_id) DO UPDATE SET
    category = excluded.category, level = excluded.level, language = excluded.language,
    teacher_id = excluded.teacher_id, tags = excluded.tags, price_order = excluded.price_order,
    price_band = excluded.price_band, rating_floor = excluded.rating_floor,
    published_at = excluded.published_at, rating = excluded.rating,
    popularity = excluded.popularity, quality = excluded.quality, titles = excluded.titles,
    search = excluded.search
  WHERE (entry.*) IS DISTINCT FROM (excluded.*);

  INSERT INTO search_words (word)
  SELECT DISTINCT word FROM courses AS course
    LEFT JOIN tags ON tags.slug = ANY (course.tags),
    unnest(tsvector_to_array(to_tsvector('course_words',
      course.title || ' ' || course.teacher_name || ' ' || coalesce(tags.name, '')))) AS word
  WHERE course.id = ANY (ids) AND course.live
  ORDER BY word
  ON CONFLICT DO NOTHING;

  DELETE FROM suggestion_starts AS start USING courses AS course
  WHERE course.id = ANY (ids) AND start.kind = 'course' AND start.target = course.id::text
    AND start.label <> course.title;

  INSERT INTO suggestion_starts AS start (kind, target, position, key, label, weight)
  SELECT 'course', course.id::text, place,
    left(array_to_string(words[place:], ' '), 80), course.title, entry.quality
  FROM courses AS course
    JOIN catalogue_entries AS entry ON entry.course_id = course.id,
    LATERAL string_to_array(search_key(course.title), ' ') AS words,
    LATERAL generate_series(1, least(8, cardinality(words))) AS place
  WHERE course.id = ANY (ids)
  ORDER BY course.id, place
  ON CONFLICT (kind, target, position) DO UPDATE SET weight = excluded.weight
  WHERE start.weight <> excluded.weight;

  PERFORM refresh_teachers(ARRAY(
    SELECT DISTINCT teacher_id FROM courses WHERE id = ANY (ids) ORDER BY teacher_id));
END $$;
-- next
-- Suggests the teachers who have courses in the catalogue, by the name that stands on them.
CREATE FUNCTION refresh_teachers(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM suggestion_starts AS start
  WHERE start.kind = 'teacher' AND start.target = ANY (ids::text[])
    AND NOT EXISTS (SELECT 1 FROM catalogue_entries AS entry JOIN courses AS course
      ON course.id = entry.course_id
      WHERE entry.teacher_id = start.target::uuid AND course.teacher_name = start.label);

  INSERT INTO suggestion_starts (kind, target, position, key, label, weight)
  SELECT 'teacher', teacher.id::text, place,
    left(array_to_string(words[place:], ' '), 80), shown.teacher_name, 1
  FROM unnest(ids) AS teacher (id),
    LATERAL (SELECT course.teacher_name FROM catalogue_entries AS entry
      JOIN courses AS course ON course.id = entry.course_id
      WHERE entry.teacher_id = teacher.id AND course.teacher_name <> '' LIMIT 1) AS shown,
    LATERAL string_to_array(search_key(shown.teacher_name), ' ') AS words,
    LATERAL generate_series(1, least(8, cardinality(words))) AS place
  ORDER BY teacher.id, place
  ON CONFLICT (kind, target, position) DO NOTHING;
END $$;
-- next
CREATE FUNCTION note_courses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_catalogue(ARRAY(
    SELECT id FROM after_it WHERE live ORDER BY id));
  RETURN NULL;
END $$;
-- next
CREATE FUNCTION note_changed_courses() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed uuid[];
BEGIN
  changed := ARRAY(
    SELECT after_it.id FROM after_it JOIN before_it USING (id)
    WHERE (after_it.live OR before_it.live)
      AND (after_it.live, after_it.title, after_it.summary, after_it.description,
        after_it.category, after_it.level, after_it.language, after_it.tags, after_it.teacher_id,
        after_it.teacher_name, after_it.price_order, after_it.price_amount,
        after_it.published_at, after_it.rating_count, after_it.rating_total,
        round(ln(1 + after_it.student_count)::numeric, 1))
      IS DISTINCT FROM (before_it.live, before_it.title, before_it.summary,
        before_it.description, before_it.category, before_it.level, before_it.language,
        before_it.tags, before_it.teacher_id, before_it.teacher_name, before_it.price_order,
        before_it.price_amount, before_it.published_at, before_it.rating_count,
        before_it.rating_total, round(ln(1 + before_it.student_count)::numeric, 1))
    ORDER BY after_it.id);
  IF cardinality(changed) > 0 THEN
    PERFORM refresh_catalogue(changed);
  END IF;
  RETURN NULL;
END $$;
-- next
CREATE TRIGGER courses_added_in_catalogue AFTER INSERT ON courses
  REFERENCING NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION note_courses();
-- next
CREATE TRIGGER courses_changed_in_catalogue AFTER UPDATE ON courses
  REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it
  FOR EACH STATEMENT EXECUTE FUNCTION note_changed_courses();
-- next
-- Suggests the shelves, and the tags that at least one course has.
CREATE FUNCTION suggest_shelves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM suggestion_starts WHERE kind = 'category' AND target = NEW.slug;
  INSERT INTO suggestion_starts (kind, target, position, key, label, weight)
  SELECT 'category', NEW.slug, place, left(array_to_string(words[place:], ' '), 80), NEW.name, 1
  FROM string_to_array(search_key(NEW.name), ' ') AS words,
    LATERAL generate_series(1, least(8, cardinality(words))) AS place;
  RETURN NULL;
END $$;
-- next
CREATE FUNCTION suggest_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM suggestion_starts
  WHERE kind = 'tag' AND target = NEW.slug AND (NEW.course_count = 0 OR label <> NEW.name);
  INSERT INTO suggestion_starts (kind, target, position, key, label, weight)
  SELECT 'tag', NEW.slug, place, left(array_to_string(words[place:], ' '), 80), NEW.name, 1
  FROM string_to_array(search_key(NEW.name), ' ') AS words,
    LATERAL generate_series(1, least(8, cardinality(words))) AS place
  WHERE NEW.course_count > 0
  ON CONFLICT (kind, target, position) DO NOTHING;
  RETURN NULL;
END $$;
-- next
CREATE TRIGGER categories_changed_in_catalogue AFTER INSERT OR UPDATE OF name ON categories
  FOR EACH ROW EXECUTE FUNCTION suggest_shelves();
-- next
CREATE TRIGGER tags_changed_in_catalogue AFTER INSERT OR UPDATE ON tags
  FOR EACH ROW EXECUTE FUNCTION suggest_tags();
-- next
UPDATE categories SET name = name;
