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
public sealed record RateLimitSettings(int PublicPerMinute = 120);

/// <summary>Rate limits by client.</summary>
public static class RateLimits
{
    private const string PublicApi = "public-api";

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
        });
    }

    /// <summary>Limits a public API route by client address.</summary>
    public static TBuilder LimitedPerClient<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.RequireRateLimiting(PublicApi);
}
