using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Web.Api;
using Sakimori.Web.Console;
using Sakimori.Web.Console.Access;
using Sakimori.Web.Console.Evidence;
using Sakimori.Web.Console.Indicators;
using Sakimori.Web.Console.Operations;
using Sakimori.Web.Console.Privacy;

namespace Sakimori.Web.Hosting;

/// <summary>The web kit's way in: services, middleware and the pages of Platform.</summary>
public static class WebKit
{
    /// <summary>Adds rendering, sign-in, antiforgery and the request's <see cref="PageContext"/>.</summary>
    public static IServiceCollection AddWebKit(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton(Html.HtmlWriter.Encoder);
        services.AddHttpContextAccessor();
        services.AddScoped(Context);
        services.AddCascadingValue(provider => provider.GetRequiredService<PageContext>());
        services.AddSignInCookie();
        services.AddApiAccess();
        services.AddAccessPages();
        services.AddOperationsPages();
        services.AddEvidencePages();
        services.AddIndicators();
        services.AddPrivacyPages();
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAssertion(IsSignedInOrNoRoute).Build());
        services.AddAntiforgery(FormTokens.Configure);
        services.AddOptions<AntiforgeryOptions>().Configure<PortalAddress>((options, address) => options.Cookie.Name = address.Cookie(FormTokens.Cookie));
        services.AddSingleton<RecentTokens>();
        services.AddSingleton<FormTokens>();
        services.AddProblemDetails();
        services.AddRateLimits();
        services.AddApiDocument();
        services.AddDataProtection().SetApplicationName("Sakimori").UseCryptographicAlgorithms(new()
        {
            // One pass for secrecy and integrity; every page opens two cookies and closes a token.
            EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM,
        });
        return services;
    }

    /// <summary>Headers, errors, sign-in and antiforgery, in their order.</summary>
    public static void UseWebKit(this WebApplication app)
    {
        app.UseReadersScheme();
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // What a client sends wrongly is no fault of ours and fills no log.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
            ExceptionHandler = http =>
            {
                http.SetSecurityHeaders();
                return http.ExceededLimit() is not null ? StatusAsync(http)
                    : FailAsync(http, new Failure(FailureKind.Unavailable, new(
                        "処理中に問題が起きました。もう一度お試しください。", "Something went wrong on our side. Please try again.")));
            },
        });
        app.UseStatusCodePages(context => StatusAsync(context.HttpContext));
        app.UseRouting();
        app.UseBodyLimit();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();

        // The middleware merely notes what is wrong for whoever reads the form; a target that reads none must refuse, too.
        app.Use(static (http, next) =>
        {
            if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
                return next(http);
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    /// <summary>Maps assets, the language switch and the pages of Platform.</summary>
    public static void MapWebKit(this WebApplication app)
    {
        app.MapAssets();
        app.MapLanguageChoice();
        app.MapApiDocument();
        app.MapConsole();
    }

    // A proxy that ends TLS may not say so. Cookies and redirects follow the scheme by which readers come.
    private static void UseReadersScheme(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PortalAddress>().IsHttps)
        {
            app.Use((http, next) =>
            {
                http.Request.Scheme = Uri.UriSchemeHttps;
                return next(http);
            });
        }
    }

    // Routing answers 405 and 415 through endpoints of its own, which are no routes of ours and give nothing away.
    private static bool IsSignedInOrNoRoute(AuthorizationHandlerContext context)
        => context.User.Identity?.IsAuthenticated == true
            || (context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint);

    private static PageContext Context(IServiceProvider services)
    {
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext!;
        var reader = http.Reader();
        var request = http.Request;
        return new PageContext(
            http.Language(),
            request.PathBase + request.Path + request.QueryString,
            reader.Name,
            [.. services.GetServices<NavigationItem>().Where(i => i.For(reader)).OrderBy(i => i.Order)
                .Select(i => new NavigationEntry(i.Title, i.Href))],
            [.. services.GetServices<StandingNotice>().Select(n => (Words: n.Current(reader), n.Href)).Where(n => n.Words is not null)
                .Select(n => new StandingLine(n.Words!.Value, n.Href))])
        {
            LanguageForm = http.FormOfSwitch(),
            Antiforgery = () => services.GetRequiredService<FormTokens>().For(http),
        };
    }

    private static Task StatusAsync(HttpContext http)
    {
        var api = http.Request.Path.StartsWithSegments("/api");
        if (http.ExceededLimit() is { } limit)
        {
            var size = limit >= 1 << 20 ? $"{limit / (1024.0 * 1024):0.#} MiB" : $"{limit / 1024} KiB";
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return FailAsync(http, new Failure(FailureKind.Limit, new(
                $"送信内容が大きすぎます（上限 {size}）。ファイルを小さくするか、分けて送信してください。",
                $"What was sent is too large (at most {size}). Send a smaller file, or several.")));
        }

        return http.Response.StatusCode switch
        {
            StatusCodes.Status405MethodNotAllowed when api => FailAsync(http, new Failure(FailureKind.Invalid, new(
                "この宛先では、このメソッドを使えません。使えるメソッドは Allow ヘッダーにあります。",
                "This method is not allowed here; the header Allow says which are."))),
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => FailAsync(http, Failure.NotFound),
            StatusCodes.Status400BadRequest when api => FailAsync(http, new Failure(FailureKind.Invalid, new(
                "要求を読み取れません。引数と本文を API リファレンス（/api）で確かめてください。",
                "The request cannot be read; the API reference at /api says what parameters and body may be."))),
            StatusCodes.Status400BadRequest => FailAsync(http, new Failure(FailureKind.Invalid, new(
                "送信内容を受け取れませんでした。前のページへ戻り、読み込み直してからもう一度送信してください。",
                "The form could not be accepted. Go back, reload the page and send it again."))),
            StatusCodes.Status401Unauthorized => FailAsync(http, new Failure(FailureKind.Forbidden, new(
                "サインインするか、API キーを Authorization ヘッダーに付けてください。", "Sign in, or send an API key in the Authorization header."))),
            StatusCodes.Status415UnsupportedMediaType => FailAsync(http, new Failure(FailureKind.Invalid, new(
                "この種類の本文は受け取れません。API リファレンス（/api）で受け取れる種類を確かめてください。",
                "This type of body is not accepted here; the API reference at /api says which are."))),
            _ => Task.CompletedTask,
        };
    }

    private static Task FailAsync(HttpContext http, Failure failure)
    {
        var status = http.Response.StatusCode is >= 400 and < 500 ? http.Response.StatusCode : Show.Status(failure.Kind);
        http.Response.StatusCode = status;
        return http.Request.Path.StartsWithSegments("/api")
            ? Problems.Of(failure, http.Language(), status).ExecuteAsync(http)
            : Show.Page<FailurePage>(new { Failure = failure }, status).ExecuteAsync(http);
    }
}
