#!/usr/bin/env bash
# Shows where an order of AliExpress and its parcels are. Usage: API_KEY=… examples/aliexpress/order-status.sh [order_id]
set -euo pipefail
curl --fail-with-body -sS "${BASE_URL:-http://localhost:8080}/api/aliexpress/orders/${1:-ABC123456}/status" \
  -H "Authorization: Bearer ${API_KEY:?the key that the start-up lines print}"
