using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Sakimori.Host;

/// <summary>
/// What one client may take of the server's time and memory. A client that trickles is cut off, and connections that say nothing hold
/// nobody up. The limit of bodies is that of their route, 30,000,000 bytes unless it says otherwise.
/// </summary>
internal static class ClientLimits
{
    /// <summary>How long the head of a request may take from its first byte.</summary>
    public static readonly TimeSpan Head = TimeSpan.FromSeconds(20);

    /// <summary>How long a connection may stay open without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(130);

    /// <summary>The slowest body and the slowest reader of an answer, in bytes a second, and how long they may be slower.</summary>
    public static readonly MinDataRate Slowest = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Most fields in the head of a request.</summary>
    public const int Fields = 100;

    /// <summary>Most bytes of those fields together: eight cookies of the largest size that browsers keep.</summary>
    public const int FieldBytes = 32 * 1024;

    /// <summary>Most bytes of the line with method and address.</summary>
    public const int LineBytes = 8 * 1024;

    /// <summary>Most bytes of a body, where its route does not say otherwise.</summary>
    public const long BodyBytes = 30_000_000;

    /// <summary>Sets them.</summary>
    public static void Set(KestrelServerLimits limits)
    {
        limits.RequestHeadersTimeout = Head;
        limits.KeepAliveTimeout = Idle;
        limits.MinRequestBodyDataRate = Slowest;
        limits.MinResponseDataRate = Slowest;
        limits.MaxRequestHeaderCount = Fields;
        limits.MaxRequestHeadersTotalSize = FieldBytes;
        limits.MaxRequestLineSize = LineBytes;
        limits.MaxRequestBodySize = BodyBytes;
    }
}
