using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sakimori.Platform.Access;
using Sakimori.Platform.Operations;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Host;

/// <summary>Traces and metrics: sent by OTLP only where an endpoint is set, and read at <c>/metrics</c> by those who may.</summary>
internal static class Telemetry
{
    private const string Path = "/metrics";

    // What a span would otherwise say of a reader.
    private static readonly string[] Personal =
        ["url.path", "url.query", "url.full", "client.address", "client.port", "network.peer.address", "network.peer.port", "user_agent.original"];

    public static void AddTelemetry(this IServiceCollection services, PortalSettings settings)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("sakimori", serviceVersion: RunningPortal.ProductVersion))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters.Name).AddAspNetCoreInstrumentation().AddMeter("System.Runtime").AddPrometheusExporter();

                // A page rendered on the server ends with a cancelled task; these meters make an exception of it for each page.
                metrics.AddView(instrument => instrument.Meter.Name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
                    ? MetricStreamConfiguration.Drop : null);
                if (settings.OtlpEndpoint is { } endpoint)
                    metrics.AddOtlpExporter(otlp => Send(otlp, settings.OtlpOverHttp, endpoint, "v1/metrics"));
            });
        if (settings.OtlpEndpoint is { } to)
        {
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(web => web.EnrichWithHttpResponse = (activity, _) =>
                {
                    foreach (var tag in Personal)
                        activity.SetTag(tag, null);
                })
                .AddOtlpExporter(otlp => Send(otlp, settings.OtlpOverHttp, to, "v1/traces")));
        }
    }

    // Over HTTP every signal has its path below the endpoint (OTLP 1.x, "OTLP/HTTP Request").
    private static void Send(OtlpExporterOptions otlp, bool overHttp, Uri endpoint, string path)
    {
        otlp.Protocol = overHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        otlp.Endpoint = overHttp ? new Uri($"{endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}") : endpoint;
    }

    public static void MapMetrics(this WebApplication app, PortalSettings settings)
        => app.MapPrometheusScrapingEndpoint(Path)
            .WithMetadata(new AllowAnonymousAttribute(), new DeclaredAccess("administrators, a bearer token, or this machine"))
            .Add(endpoint =>
            {
                var scrape = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = http =>
                {
                    if (MayRead(http, settings))
                        return scrape(http);
                    http.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                };
            });

    private static bool MayRead(HttpContext http, PortalSettings settings)
    {
        if (http.Reader().Holds(Role.Administrator))
            return true;
        if (settings.MetricsToken is { } token)
        {
            return http.Request.Headers.Authorization.ToString() is var given && given.StartsWith("Bearer ", StringComparison.Ordinal)
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given["Bearer ".Length..]), Encoding.UTF8.GetBytes(token));
        }

        // Behind a proxy everybody seems to come from this machine.
        return settings.BaseUrl is null
            && http.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address)
            && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("X-Original-For") && !http.Request.Headers.ContainsKey("Forwarded")
            && !http.Request.Headers.ContainsKey("Via");
    }
}
