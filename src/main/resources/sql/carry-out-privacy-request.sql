SELECT carry_out_privacy_request(CAST(:#${variable.request[id]} AS bigint), CAST(:#${variable.request[claim_id]} AS uuid)) AS outcome
