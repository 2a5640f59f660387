/** Languages that a course can be taught in, as ISO 639-1 codes. */
export const COURSE_LANGUAGES = ["en", "ar", "de", "es", "fr", "hi", "id", "pt", "tr", "ur", "zh"];
