-- A proof reads 256 neighbouring leaves: from rows as wide as a record that is forty pages, from here it is three.
CREATE INDEX event_leaf ON event (seq, leaf_hash);
