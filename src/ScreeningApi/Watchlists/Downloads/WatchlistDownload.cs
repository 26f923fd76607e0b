using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using ScreeningApi.Watchlists.Imports;

namespace ScreeningApi.Watchlists.Downloads;

/// <summary>
/// Gets files of lists: bounded in time, in bytes and in redirections, tried again with growing pauses, and not at all for a while where a
/// host keeps failing. A file whose end did not come is never handed over.
/// </summary>
internal sealed class WatchlistDownload(IOptions<WatchlistOptions> options, TimeProvider clock) : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    private readonly ConcurrentDictionary<string, ResiliencePipeline> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public void Dispose() => _http.Dispose();

    /// <summary>Adds the file to the upload, unless it is unchanged.</summary>
    /// <exception cref="DownloadFaultException">When it could not be had.</exception>
    public async Task<DownloadedFile> GetAsync(DownloadRequest request, WatchlistUpload upload, CancellationToken cancellation)
    {
        try
        {
            return await _hosts.GetOrAdd(request.Url.Authority, _ => NewPipeline()).ExecuteAsync(async token => await TryAsync(request, upload, token), cancellation);
        }
        catch (TimeoutRejectedException fault)
        {
            throw new DownloadFaultException("timedOut", string.Create(CultureInfo.InvariantCulture, $"{request.Url.Host}: the file had not come after {options.Value.Timeout}."), isPassing: true, fault);
        }
        catch (BrokenCircuitException fault)
        {
            throw new DownloadFaultException("hostFailing", $"{request.Url.Host} has failed too often; it is left alone for a while.", isPassing: true, fault);
        }
    }

    private async Task<DownloadedFile> TryAsync(DownloadRequest request, WatchlistUpload upload, CancellationToken cancellation)
    {
        try
        {
            using var answer = await SendAsync(request, cancellation);
            var isUnchanged = answer.StatusCode == HttpStatusCode.NotModified;
            if (!isUnchanged)
            {
                await using var content = await answer.Content.ReadAsStreamAsync(cancellation);
                await upload.AddAsync(NameOf(request.Url), content, options.Value.MaxBytes, cancellation);
            }

            // A 304 may leave out what has not changed.
            var (etag, modified) = (answer.Headers.ETag?.ToString(), answer.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture));
            return new DownloadedFile(isUnchanged, etag ?? (isUnchanged ? request.Etag : null), modified ?? (isUnchanged ? request.LastModified : null), NameOf(request.Url));
        }
        catch (TooManyBytesException fault)
        {
            throw new DownloadFaultException("tooLarge", $"{request.Url.Host}: {fault.Message}", isPassing: false, fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            throw new DownloadFaultException("connectionFailed", $"{request.Url.Host}: the connection failed or ended early ({Reason(fault)}).", isPassing: true, fault);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(DownloadRequest request, CancellationToken cancellation)
    {
        var at = request.Url;
        for (var hops = 0; hops <= MaxRedirects; hops++)
        {
            if (!request.Allows(at))
            {
                throw new DownloadFaultException("addressRefused", $"{at.Host}: found an address that may not be asked, expected https, and a host that is allowed.", isPassing: false);
            }

            var answer = await _http.SendAsync(NewMessage(request, at), HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.StatusCode is HttpStatusCode.OK || (answer.StatusCode is HttpStatusCode.NotModified && (request.Etag ?? request.LastModified) is not null))
            {
                return answer;
            }

            using (answer)
            {
                at = (int)answer.StatusCode is >= 301 and <= 308 and not 304 && answer.Headers.Location is { } next ? new Uri(at, next) : throw Refused(at, answer.StatusCode);
            }
        }

        throw new DownloadFaultException("addressRefused", $"{request.Url.Host}: found more than {MaxRedirects} redirections, expected at most that many.", isPassing: false);
    }

    private static HttpRequestMessage NewMessage(DownloadRequest request, Uri at)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, at);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("ScreeningApi", null));
        if (request.Etag is not null)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", request.Etag);
        }

        if (request.LastModified is not null)
        {
            message.Headers.TryAddWithoutValidation("If-Modified-Since", request.LastModified);
        }

        return message;
    }

    private static DownloadFaultException Refused(Uri at, HttpStatusCode status) => new(
        "httpStatus", $"{at.Host}: found status {(int)status}, expected 200.", isPassing: (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);

    private ResiliencePipeline NewPipeline()
    {
        var failing = new PredicateBuilder().Handle<DownloadFaultException>(f => f.IsPassing).Handle<TimeoutRejectedException>();
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (options.Value.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = failing, MaxRetryAttempts = options.Value.Retries, Delay = options.Value.RetryAfter, BackoffType = DelayBackoffType.Exponential, UseJitter = true,
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = failing, FailureRatio = 0.8, MinimumThroughput = 10, SamplingDuration = TimeSpan.FromMinutes(10), BreakDuration = TimeSpan.FromMinutes(1),
            })
            .AddTimeout(options.Value.Timeout)
            .Build();
    }

    private static string NameOf(Uri url) => url.Segments[^1].Trim('/') is { Length: > 0 } name ? name : url.Host;

    private static string Reason(Exception fault) => fault is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? known.HttpRequestError.ToString()
        : fault is HttpIOException io ? io.HttpRequestError.ToString() : fault.GetType().Name;
}
