using System.Net.Sockets;

namespace Shop.Shoppers;

/// <summary>Says in two words why no answer came.</summary>
internal static class Failure
{
    internal static Answer Of(Exception exception) => exception switch
    {
        OperationCanceledException { InnerException: TimeoutException } => new Answer
        {
            Error = "connect timeout",
            Sent = false,
        },
        OperationCanceledException => new Answer { Error = "timeout" },
        HttpRequestException request when Unsent(request.HttpRequestError) => new Answer
        {
            Error = Socket(exception) ?? "no connection",
            Sent = false,
        },
        _ => new Answer { Error = Socket(exception) ?? Closed(exception) },
    };

    private static bool Unsent(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError;

    private static string? Socket(Exception? exception) => exception switch
    {
        null => null,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection refused",
        SocketException { SocketErrorCode: SocketError.ConnectionReset } => "connection reset",
        SocketException { SocketErrorCode: SocketError.Shutdown } => "connection reset",
        SocketException { SocketErrorCode: SocketError.HostNotFound } => "name not found",
        SocketException socket => socket.SocketErrorCode.ToString(),
        _ => Socket(exception.InnerException),
    };

    private static string Closed(Exception exception) => exception switch
    {
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "connection closed",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            "connection closed",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            "invalid answer",
        _ => "connection broken",
    };
}
