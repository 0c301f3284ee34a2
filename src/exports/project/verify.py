"""Predicts the made-up rows of `predict.py` with the weights of the app, and compares with what the app answered."""
import predict

if __name__ == "__main__":
    predict.verify()
