using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Sakimori.Host;

/// <summary>
/// The log: one JSON object a line on standard output, for machines. It holds no personal data: no addresses, names, paths or
/// queries, and no scopes, which would bring in paths.
/// </summary>
internal static class Logs
{
    public static void AddLogs(this ILoggingBuilder logging, LogLevel least)
    {
        logging.ClearProviders();
        logging.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            console.IncludeScopes = false;
            console.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
        });

        // The framework's formatter stays, its console goes.
        logging.Services.RemoveAll<ILoggerProvider>();
        logging.Services.AddSingleton<ILoggerProvider, LogLines>();
        logging.SetMinimumLevel(least);

        // The framework's own request log names paths and queries; ours names routes.
        var framework = least < LogLevel.Warning ? LogLevel.Warning : least;
        logging.AddFilter("Microsoft", framework);
        logging.AddFilter("System", framework);
        logging.AddFilter("Npgsql", framework);
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    /// <summary>Logs every request by its route's template, never by its path.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Sakimori.Requests");
        app.Use(async (http, next) =>
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await next(http);
            }
            finally
            {
                log.LogInformation("{Method} {Route} {Status} {Milliseconds}", Method(http.Request.Method),
                    (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)", http.Response.StatusCode,
                    Math.Round(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 1));
            }
        });
    }

    // The method is the client's word, too.
    private static string Method(string given)
        => given is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? given : "(other)";
}
