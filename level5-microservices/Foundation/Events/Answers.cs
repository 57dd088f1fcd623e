using StackExchange.Redis;

namespace Shop.Events;

/// <summary>Takes an answer of Redis for what its command promises: text, or parts.</summary>
internal static class Answers
{
    public static string Text(this RedisResult answer) => ((string?)answer)!;

    public static string[] Texts(this RedisResult answer) => ((string[]?)answer)!;

    public static RedisResult[] Parts(this RedisResult answer) => ((RedisResult[]?)answer)!;
}
