#!/usr/bin/env bash
# From the search to the order: finds well-rated products that sell, shows what they cost with a markup, and orders the first one in
# stock for a Shopify order. Needs jq. Usage: API_KEY=… examples/aliexpress/workflow.sh [keywords] [shopify_order_id]
set -euo pipefail
cd "$(dirname "$0")"
keywords=${1:-eco-friendly water bottle}
order=${2:-12346}

# 1. Research: 5 to 20 USD, at least 1000 orders. 2. Quality: what more than 95 % of the buyers liked.
products=$(./search.sh "$keywords" 5 20 1000 10 |
  jq -r '.data[] | select((.evaluation_rate // "0%" | rtrimstr("%") | tonumber) > 95) | .product_id')

# 3. The price with 40 % on top, and the first variant in stock.
chosen="" sku=""
for id in $products; do
  details=$(./product.sh "$id")
  jq -r '.data | "\(.product_id)  \(.price) \(.currency)  sell at \((.price | tonumber) * 1.4 * 100 | round / 100)  \(.product_title)"' \
    <<<"$details"
  if [ -z "$chosen" ] && [ "$(jq '[.data.variants[] | select(.stock > 0)] | length' <<<"$details")" -gt 0 ]; then
    chosen=$id
    sku=$(jq -r '[.data.variants[] | select(.stock > 0)][0].sku_attr' <<<"$details")
  fi
done
[ -n "$chosen" ] || { echo "nothing fits: $keywords" >&2; exit 1; }

# 4. The order. It is bought on its own from here; the purchase says how far it has come.
purchase=$(./place-order.sh "$order" "$chosen" "$sku" | jq -r '.purchases[0].id')
echo "purchase $purchase: GET /api/orders/$purchase"
