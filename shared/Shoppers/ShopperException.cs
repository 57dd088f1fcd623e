namespace Shop.Shoppers;

/// <summary>Shoppers can't do as they were asked; the message is one line for people.</summary>
public sealed class ShopperException(string message) : Exception(message);
