namespace Shop.Shoppers;

/// <summary>Shoppers can't do what they were asked to; the message is one line for people.</summary>
public sealed class ShopperException(string message) : Exception(message);
