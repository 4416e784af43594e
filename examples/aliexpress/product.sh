#!/usr/bin/env bash
# Shows one product with variants, stock and freight. Usage: API_KEY=… examples/aliexpress/product.sh [product_id] [country]
set -euo pipefail
curl --fail-with-body -sS "${BASE_URL:-http://localhost:8080}/api/aliexpress/products/${1:-1005001234567890}?country=${2:-US}" \
  -H "Authorization: Bearer ${API_KEY:?the key that the start-up lines print}"
