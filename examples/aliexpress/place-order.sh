#!/usr/bin/env bash
# Orders one piece for a Shopify order; called again it orders nothing more.
# Usage: API_KEY=… examples/aliexpress/place-order.sh [shopify_order_id] [product_id] [sku_attr]
set -euo pipefail
curl --fail-with-body -sS -X POST "${BASE_URL:-http://localhost:8080}/api/aliexpress/orders/place" \
  -H "Authorization: Bearer ${API_KEY:?the key that the start-up lines print}" \
  -H "Content-Type: application/json" \
  -d @- <<JSON
{
  "shopify_order_id": "${1:-12345}",
  "products": [{"product_id": "${2:-1005001234567890}", "quantity": 1, "sku_attr": "${3-14:193#Blue}"}],
  "shipping_address": {"name": "John Doe", "address1": "123 Main St", "city": "New York", "state": "NY", "zip": "10001",
                       "country": "US", "phone": "2125550100"}
}
JSON
