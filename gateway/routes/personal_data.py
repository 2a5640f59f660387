"""Taking one's data along, and leaving."""

from urllib.parse import quote

from aiohttp import web

from contracts.accounts.errors import ExportNotReady
from contracts.accounts.personal_data import (
    GetErasure,
    GetExportFile,
    ListExports,
    RequestErasure,
    RequestExport,
)
from gateway.endpoints import Endpoint, call_options
from gateway.keys import RPC, SETTINGS
from gateway.routes.files import stored_path

ZIP = "application/zip"


async def send_export(request: web.Request, message: GetExportFile) -> web.StreamResponse:
    """Send the caller's file; nobody else gets its address."""
    file = await request.app[RPC].call(message, call_options(request, message))
    path = stored_path(request.app[SETTINGS].files_dir, file.file_id)
    if not path.is_file():
        raise ExportNotReady("The file is gone. Ask for your data again.")
    return web.FileResponse(
        path,
        headers={
            "Content-Type": ZIP,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}",
            "Cache-Control": "no-store",
        },
    )


ENDPOINTS = (
    Endpoint("GET", "/v1/me/exports", ListExports),
    Endpoint("POST", "/v1/me/exports", RequestExport, 202),
    Endpoint(
        "GET",
        "/v1/me/exports/{export_id}/file",
        GetExportFile,
        handler=send_export,
        media_type=ZIP,
    ),
    Endpoint("POST", "/v1/me/erasure", RequestErasure, 202),
    Endpoint("GET", "/v1/erasures/{token}", GetErasure),
)
