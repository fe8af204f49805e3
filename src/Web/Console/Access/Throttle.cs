using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>How often within 15 minutes sign-in, recovery and invitation may each be tried.</summary>
/// <param name="PerAddress">For one e-mail address, from wherever.</param>
/// <param name="PerClient">From one network address.</param>
public sealed record ThrottleSettings(int PerAddress = 10, int PerClient = 60);

/// <summary>
/// Limits tries per address and per client on this node. Unknown addresses count like known ones, so that a limit tells nothing.
/// </summary>
public sealed class Throttle(ThrottleSettings settings) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly PartitionedRateLimiter<(string What, string Who)> addresses = Limiter(settings.PerAddress);
    private readonly PartitionedRateLimiter<(string What, string Who)> clients = Limiter(settings.PerClient);

    /// <summary>Counts a try; the page to answer with when there were too many, else null.</summary>
    public IResult? Refuse(HttpContext http, string what, string? address)
        => TooOften(http, what, address) is { } failure ? Show.Failure(failure) : null;

    /// <summary>Counts a try; the failure when there were too many, else null. The answer says when to come back.</summary>
    public Failure? TooOften(HttpContext http, string what, string? address)
    {
        using var byClient = clients.AttemptAcquire((what, http.Connection.RemoteIpAddress?.ToString() ?? ""));
        using var byAddress = byClient.IsAcquired ? addresses.AttemptAcquire((what, NewAccount.Normalise(address ?? ""))) : null;
        var refused = byClient.IsAcquired ? byAddress!.IsAcquired ? null : byAddress : byClient;
        if (refused is null)
            return null;
        var wait = refused.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var minutes = (int)Math.Ceiling(wait.TotalMinutes);
        return new(FailureKind.Limit, new(
            $"試みが多すぎます。約{minutes}分後にもう一度お試しください。", $"Too many tries. Please try again in about {minutes} minutes."));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        addresses.Dispose();
        clients.Dispose();
    }

    private static PartitionedRateLimiter<(string, string)> Limiter(int permits)
        => PartitionedRateLimiter.Create<(string What, string Who), (string, string)>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new() { PermitLimit = permits, Window = Window, QueueLimit = 0 }));
}
