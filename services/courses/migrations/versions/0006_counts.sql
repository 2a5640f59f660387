-- Keeps the counts of the facets and of the tags, and what a search engine has yet to hear.
-- Rows are written in one order, so that two changes at a time wait and do not deadlock.
CREATE FUNCTION count_OPERATION_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO catalogue_counts AS counted
  SELECT category, level, language, price_band, rating_floor, sum(step) FROM (MOVES) AS moves
  GROUP BY category, level, language, price_band, rating_floor HAVING sum(step) <> 0
  ORDER BY category, level, language, price_band, rating_floor
  ON CONFLICT (category, level, language, price_band, rating_floor)
  DO UPDATE SET courses = counted.courses + excluded.courses;

  UPDATE tags SET course_count = tags.course_count + moved.courses
  FROM (SELECT tag, sum(step) AS courses FROM (MOVES) AS moves, unnest(tags) AS tag
    GROUP BY tag HAVING sum(step) <> 0 ORDER BY tag) AS moved
  WHERE tags.slug = moved.tag;

  INSERT INTO search_changes (course_id, version)
  SELECT course_id, nextval('search_versions')
  FROM (SELECT DISTINCT course_id FROM (MOVES) AS moves ORDER BY course_id) AS moved
  ON CONFLICT (course_id) DO UPDATE SET version = excluded.version;
  RETURN NULL;
END $$;
-- next
CREATE TRIGGER catalogue_entries_OPERATION_counted AFTER OPERATION ON catalogue_entries
  REFERENCING TABLES FOR EACH STATEMENT EXECUTE FUNCTION count_OPERATION_entries();
