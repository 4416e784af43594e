curl http://localhost:8000/api/aliexpress/orders/ABC123456/status
