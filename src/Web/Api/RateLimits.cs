using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Api;

/// <summary>How often a client may call; beyond it the answer is 429 with <c>Retry-After</c>.</summary>
/// <param name="PublicPerMinute">Calls a minute to public API routes from one address.</param>
/// <param name="KeyPerMinute">Calls a minute with one API key, all of them at once if it likes; 0 for no limit.</param>
public sealed record RateLimitSettings(int PublicPerMinute = 120, int KeyPerMinute = 0);

/// <summary>Rate limits by client.</summary>
public static class RateLimits
{
    private const string PublicApi = "public-api";
    private const string ApiKey = "api-key";
    private static readonly Func<Guid, RateLimiter> Unlimited = RateLimitPartition.GetNoLimiter(Guid.Empty).Factory;

    internal static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddSingleton(new RateLimitSettings());
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (context, _) =>
            {
                var http = context.HttpContext;
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
                var seconds = (int)Math.Ceiling(wait.TotalSeconds);
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await Problems.Of(new Failure(FailureKind.Limit, new(
                    $"呼び出しが多すぎます。{seconds} 秒後にもう一度お試しください。",
                    $"Too many calls. Try again in {seconds} seconds.")), http.Language()).ExecuteAsync(http);
            };
            options.AddPolicy(PublicApi, http =>
            {
                var limits = http.RequestServices.GetRequiredService<RateLimitSettings>();
                return RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
                {
                    TokenLimit = limits.PublicPerMinute,
                    TokensPerPeriod = limits.PublicPerMinute,
                    ReplenishmentPeriod = TimeSpan.FromMinutes(1),
                    QueueLimit = 0,
                });
            });
        }).AddOptions<RateLimiterOptions>().Configure<RateLimitSettings>(AddKeys).Services;
    }

    // A request makes nothing of its own here: the limiter of a key is made with its first call. Tokens come back one by one.
    private static void AddKeys(RateLimiterOptions options, RateLimitSettings settings)
    {
        Func<Guid, RateLimiter> limited = _ => new TokenBucketRateLimiter(new()
        {
            TokenLimit = settings.KeyPerMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / settings.KeyPerMinute,
            QueueLimit = 0,
            AutoReplenishment = false,
        });
        options.AddPolicy(ApiKey, http => http.CallingKey() is { } key ? new RateLimitPartition<Guid>(key, limited) : new(Guid.Empty, Unlimited));
    }

    /// <summary>Limits a public API route by client address.</summary>
    public static TBuilder LimitedPerClient<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.RequireRateLimiting(PublicApi);

    /// <summary>Limits an API route by the key that calls. Where there is no limit the route does not even ask.</summary>
    internal static TBuilder LimitedPerKey<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(route =>
        {
            if (route.ApplicationServices.GetRequiredService<RateLimitSettings>().KeyPerMinute > 0)
                route.Metadata.Add(new EnableRateLimitingAttribute(ApiKey));
        });
        return endpoint;
    }
}
