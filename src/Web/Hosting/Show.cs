using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Sakimori.Kernel;

namespace Sakimori.Web.Hosting;

/// <summary>The answers that pages give.</summary>
public static class Show
{
    /// <summary>A page: the component with its parameters, in the layout it names.</summary>
    public static RazorComponentResult<TPage> Page<TPage>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent
        => new(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>A failure as a page in the reader's language.</summary>
    public static RazorComponentResult<FailurePage> Failure(Failure failure)
        => Page<FailurePage>(new { Failure = failure }, Status(failure.Kind));

    /// <summary>The HTTP status of a failure.</summary>
    public static int Status(FailureKind kind) => kind switch
    {
        FailureKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        FailureKind.NotFound => StatusCodes.Status404NotFound,
        FailureKind.Forbidden => StatusCodes.Status403Forbidden,
        FailureKind.Conflict => StatusCodes.Status409Conflict,
        FailureKind.Limit => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
