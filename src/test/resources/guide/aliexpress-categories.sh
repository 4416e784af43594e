curl http://localhost:8000/api/aliexpress/categories
