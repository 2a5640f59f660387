"""Files of people who are to be invited: choosing, reading, and what was left out of them."""
