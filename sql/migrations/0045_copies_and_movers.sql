-- A person's copy holds the contents of his files, and lies where files lie. Who moved between two layers is found by the layer.

-- copy: everything about a person, for himself.
alter table app.file drop constraint file_use,
  add constraint file_use check (use in ('upload', 'report', 'export', 'customer', 'copy'));

-- The archive is a file of the store, whose second key half is made from the link's token. A link made before this ends: its document was a
-- cell of this table. NULL once it was taken, or another link took its place.
drop index app.data_export_by_expiry;
alter table app.data_export
  drop constraint data_export_taken,
  drop column document_sealed,
  add column file_id uuid,
  add constraint data_export_taken check (taken_at is null or file_id is null);
create index data_export_by_expiry on app.data_export (tenant_id, expires_at) where file_id is not null;
call priv.classify('app.data_export', 'C1', array['file_id']);
grant update (file_id) on app.data_export to peony_app;

-- Those of a month's layer without looking at everybody else's rows of the month.
create index layer_snapshot_row_by_layer on app.layer_snapshot_row (tenant_id, month, layer, customer_id);
