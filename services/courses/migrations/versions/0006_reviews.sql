-- What students think of courses, and who thinks that it should not be seen.
CREATE TABLE reviews (
  id uuid NOT NULL CONSTRAINT pk_reviews PRIMARY KEY,
  course_id uuid NOT NULL
    CONSTRAINT fk_reviews_course_id_courses REFERENCES courses (id) ON DELETE CASCADE,
  author_id uuid,
  stars smallint NOT NULL CONSTRAINT ck_reviews_stars CHECK (stars BETWEEN 1 AND 5),
  text text NOT NULL,
  created_at timestamptz NOT NULL,
  edited_at timestamptz,
  hidden_at timestamptz,
  hidden_reason text NOT NULL,
  reply text NOT NULL,
  replied_at timestamptz,
  open_reports integer NOT NULL,
  reported_at timestamptz,
  CONSTRAINT uq_reviews_course_id_author_id UNIQUE (course_id, author_id)
);
-- next
CREATE INDEX ix_reviews_newest ON reviews (course_id, created_at, id) WHERE hidden_at IS NULL;
-- next
CREATE INDEX ix_reviews_stars ON reviews (course_id, stars, created_at) WHERE hidden_at IS NULL;
-- next
CREATE INDEX ix_reviews_author ON reviews (author_id);
-- next
CREATE INDEX ix_reviews_reported ON reviews (reported_at, id) WHERE open_reports > 0;
-- next
CREATE INDEX ix_reviews_hidden ON reviews (hidden_at, id) WHERE hidden_at IS NOT NULL;
-- next
CREATE TABLE review_reports (
  id uuid NOT NULL CONSTRAINT pk_review_reports PRIMARY KEY,
  review_id uuid NOT NULL
    CONSTRAINT fk_review_reports_review_id_reviews REFERENCES reviews (id) ON DELETE CASCADE,
  reporter_id uuid,
  reason text NOT NULL,
  created_at timestamptz NOT NULL,
  settled_at timestamptz
);
-- next
CREATE INDEX ix_review_reports_review_id ON review_reports (review_id);
-- next
CREATE UNIQUE INDEX ix_review_reports_open ON review_reports (review_id, reporter_id)
  WHERE settled_at IS NULL;
-- next
CREATE INDEX ix_review_reports_reporter_id ON review_reports (reporter_id);
