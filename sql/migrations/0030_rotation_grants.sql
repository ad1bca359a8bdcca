-- A rotation of customers' keys seals every cell anew, also where nobody else changes one: the text stays what it was.

grant update (guardian_name_sealed, evidence_sealed, end_reason_sealed) on app.consent to peony_app;
grant update (requester_name_sealed, detail_sealed, answer_sealed) on app.data_request to peony_app;
