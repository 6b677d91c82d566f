print("andu")
